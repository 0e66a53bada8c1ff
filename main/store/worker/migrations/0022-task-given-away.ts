/**
 * One command gives a task away: a hand-over that was not sent yet, and one that was begun, is a change of the task. What is on its way is
 * answered as it was sent.
 */
export const taskGivenAway = `
UPDATE outbox SET command = 'task.change',
    payload = json_remove(json_set(payload, '$.owner', json_extract(payload, '$.to')), '$.to')
  WHERE system = 'crime' AND command = 'task.handOver' AND state <> 'sending' AND json_extract(payload, '$.to') IS NOT NULL;
UPDATE draft SET kind = 'task.change',
    fields = json_remove(json_set(fields, '$.owner', coalesce(json_extract(fields, '$.to'), '')), '$.to')
  WHERE system = 'crime' AND kind = 'task.handOver';
`;
