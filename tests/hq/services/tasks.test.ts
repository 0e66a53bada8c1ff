import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { codeOf } from '../support/client.ts';
import { type Command, crimeOffice, UNSEEN, YEAR } from '../support/crime-office.ts';
import { clarke, halliwell, hargreaves, rahman, task } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';

onEveryForce((start) => {
  const { force, send, at, createCrime, createTask, accept, answerOf, inFeed } = crimeOffice(start);

  describe('a task', () => {
    it('is set by a supervisor on a report that HQ knows by its provisional id, and is seen by both', async () => {
      const report = createCrime();
      const number = answerOf(await send(hargreaves, report)).allottedId;
      const { allottedId } = answerOf(await send(hargreaves, createTask({ crimeId: report.itemId })));
      expect(allottedId).toMatch(/^T-6\d{3}$/);
      const data = { crimeId: number, owner: '2418', setBy: expect.stringMatching(/^PS 1140 [A-Z]/), setByCollar: '1140', state: 'new' };
      expect(await inFeed(rahman, allottedId)).toMatchObject({ data });
      expect(await inFeed(hargreaves, allottedId)).toMatchObject({ data });
      expect(await inFeed(halliwell, allottedId)).toBeUndefined();
    });

    it.each<[string, Officer, () => Command, string, string]>([
      ['by who is no supervisor', rahman, () => createTask(), 'OnlySupervisorsSetTasks', 'Only supervisors set tasks'],
      ['for nobody', hargreaves, () => createTask({ owner: '9' }), 'OwnerUnknown', 'Owner unknown'],
      ['on no report', hargreaves, () => createTask({ crimeId: '04/26/99999' }), 'NotFound', 'Not found'],
      ['on what is not made', hargreaves, () => createTask({ crimeId: randomUUID() }), 'ItemNotNumberedYet', 'Item not numbered yet'],
      ['on what is not seen', hargreaves, () => createTask({ crimeId: `07/${YEAR}/00400` }), 'NotFound', 'Not found'],
      ['on a log that is not seen', hargreaves, () => createTask({ incidentId: UNSEEN }), 'NotFound', 'Not found'],
    ])('set %s is refused for good, in words', async (_, officer, command, code, title) => {
      const reply = await send(officer, command());
      expect([reply.status, answerOf(reply)]).toMatchObject([422, { code, title }]);
    });

    it('on what is no report is refused', async () => {
      const other = createTask();
      await send(hargreaves, other);
      expect(codeOf(await send(hargreaves, createTask({ crimeId: other.itemId })))).toBe('ItemNotNumberedYet');
    });

    it('on another officer’s provisional id is refused: it means nothing there', async () => {
      const report = createCrime();
      await send(rahman, report);
      expect(codeOf(await send(hargreaves, createTask({ crimeId: report.itemId })))).toBe('ItemNotNumberedYet');
    });

    it('is accepted by its owner, once, and by nobody else', async () => {
      const id = String(answerOf(await send(hargreaves, createTask())).allottedId);
      expect(codeOf(await send(hargreaves, accept(id)))).toBe('OnlyTheOwnerAccepts');
      expect(codeOf(await send(halliwell, accept(id)))).toBe('NotFound');
      expect(answerOf(await send(rahman, accept(id)))).toEqual({ itemId: id, version: 2 });
      expect(await inFeed(rahman, id)).toMatchObject({ version: 2, data: { state: 'accepted' } });
      expect(codeOf(await send(rahman, accept(id, 2)))).toBe('NotNewAnyMore');
      const stale = await send(rahman, accept(id));
      expect([stale.status, answerOf(stale)]).toMatchObject([409, { kind: 'task', itemId: id, version: 2 }]);
    });

    const step = (command: string, taskId: string, baseVersion: number, text?: string): Command => ({
      ...{ command, itemId: taskId, baseVersion },
      payload: { taskId, at: at(), ...(text === undefined ? {} : { text }) },
    });
    const setTask = async (): Promise<string> => String(answerOf(await send(hargreaves, createTask())).allottedId);
    const versionOf = async (officer: Officer, command: Command): Promise<unknown> => answerOf(await send(officer, command)).version;

    it('is handed over by its owner to one of the team, whose it then is, new again, and whom its history names', async () => {
      const id = await setTask();
      const handOver = (to: string, version: number): Command => ({
        ...{ command: 'task.change', itemId: id, baseVersion: version },
        payload: { taskId: id, owner: to, text: 'He is in after six', at: at() },
      });
      await send(rahman, accept(id));
      expect(codeOf(await send(rahman, handOver('9', 2)))).toBe('OwnerUnknown');
      expect(codeOf(await send(rahman, handOver(clarke.collarNumber, 2)))).toBe('NotOfYourTeam');
      expect(await versionOf(rahman, handOver(rahman.collarNumber, 2))).toBe(2);
      expect(await versionOf(rahman, handOver(halliwell.collarNumber, 2))).toBe(3);
      expect(await inFeed(rahman, id)).toBeUndefined();
      expect(await inFeed(halliwell, id)).toMatchObject({
        data: {
          ...{ owner: '4127', state: 'new' },
          history: [{}, { kind: 'changed', text: 'He is in after six', was: { owner: rahman.collarNumber }, is: { owner: '4127' } }],
        },
      });
      expect(await versionOf(hargreaves, handOver(clarke.collarNumber, 3))).toBe(4);
      expect(await inFeed(clarke, id)).toMatchObject({ data: { owner: clarke.collarNumber, team: clarke.team } });
    });

    it('goes from set to approved, and its history says who did what', async () => {
      const id = await setTask();
      expect(await versionOf(rahman, accept(id))).toBe(2);
      expect(await versionOf(rahman, step('task.note', id, 2, 'Manager is in at 14:00'))).toBe(3);
      expect(await inFeed(hargreaves, id)).toMatchObject({ data: { state: 'inProgress' } });
      expect(await versionOf(rahman, step('task.result', id, 3, 'Exhibit AR/1'))).toBe(4);
      expect(codeOf(await send(rahman, step('task.approve', id, 4)))).toBe('OnlySupervisorsApprove');
      expect(await versionOf(hargreaves, step('task.return', id, 4, 'Camera 4 is missing'))).toBe(5);
      expect(await versionOf(rahman, step('task.result', id, 5, 'AR/2 is camera 4'))).toBe(6);
      expect(await versionOf(hargreaves, step('task.approve', id, 6))).toBe(7);
      const by = (officer: Officer) => ({
        collarNumber: officer.collarNumber,
        by: `${officer.rank} ${officer.collarNumber} ${officer.name}`,
      });
      expect(await inFeed(rahman, id)).toMatchObject({
        data: {
          state: 'approved',
          history: [
            { kind: 'accepted', ...by(rahman) },
            { kind: 'note', text: 'Manager is in at 14:00', ...by(rahman) },
            { kind: 'done', text: 'Exhibit AR/1', ...by(rahman) },
            { kind: 'returned', text: 'Camera 4 is missing', ...by(hargreaves) },
            { kind: 'done', text: 'AR/2 is camera 4', ...by(rahman) },
            { kind: 'approved', ...by(hargreaves) },
          ],
        },
      });
      expect(codeOf(await send(rahman, step('task.note', id, 7, 'Late')))).toBe('TaskClosed');
    });

    it('that its owner gives back undone lies with its supervisor, who may give it back again', async () => {
      const id = await setTask();
      await send(rahman, step('task.return', id, 1, 'I am in court'));
      expect(codeOf(await send(rahman, step('task.result', id, 2, 'x')))).toBe('TaskNotWithYou');
      expect(await versionOf(hargreaves, step('task.return', id, 2, 'Do it on Monday'))).toBe(3);
      expect(await versionOf(rahman, step('task.result', id, 3, 'Done on Monday'))).toBe(4);
    });

    it('is done over notes that came meanwhile, and conflicts with what was decided meanwhile', async () => {
      const id = await setTask();
      await send(hargreaves, step('task.note', id, 1, 'He is in from 14:00'));
      expect(await versionOf(rahman, step('task.result', id, 1, 'Done'))).toBe(3);
      const stale = await send(hargreaves, step('task.approve', id, 2));
      expect([stale.status, answerOf(stale)]).toMatchObject([409, { kind: 'task', version: 3, data: { state: 'done' } }]);
    });

    const change = (taskId: string, baseVersion: number, given: object): Command => ({
      ...{ command: 'task.change', itemId: taskId, baseVersion },
      payload: { taskId, at: at(), ...given },
    });

    it('is given to another officer, who has it new, and more time by a supervisor alone; its history says from whom and from when', async () => {
      const id = await setTask();
      await send(rahman, accept(id));
      const dueAt = '2030-01-01T15:00:00.000Z';
      expect(codeOf(await send(rahman, change(id, 2, { dueAt })))).toBe('OnlySupervisorsChangeTasks');
      expect(codeOf(await send(hargreaves, change(id, 2, { owner: '9' })))).toBe('OwnerUnknown');
      expect(codeOf(await send(hargreaves, change(id, 2, {})))).toBe('PayloadMalformed');
      expect(await versionOf(hargreaves, change(id, 2, { owner: halliwell.collarNumber, dueAt, text: 'Rahman is in court' }))).toBe(3);
      expect(await inFeed(halliwell, id)).toMatchObject({
        data: {
          ...{ owner: halliwell.collarNumber, dueAt, state: 'new', team: halliwell.team },
          history: [
            {},
            {
              kind: 'changed',
              text: 'Rahman is in court',
              was: { owner: rahman.collarNumber },
              is: { owner: halliwell.collarNumber, dueAt },
            },
          ],
        },
      });
      expect(await versionOf(hargreaves, change(id, 3, { dueAt }))).toBe(3);
      expect(codeOf(await send(rahman, step('task.note', id, 3, 'Mine?')))).toBe('NotFound');
    });

    it('that somebody decided about meanwhile is changed by nobody who did not see that; a note is no decision', async () => {
      const id = await setTask();
      const dueAt = '2030-01-02T15:00:00.000Z';
      await send(rahman, step('task.note', id, 1, 'On my way'));
      expect(await versionOf(hargreaves, change(id, 1, { dueAt }))).toBe(3);
      const done = await send(rahman, step('task.result', id, 2, 'Done'));
      expect([done.status, answerOf(done)]).toMatchObject([409, { kind: 'task', version: 3, data: { dueAt } }]);
      const late = await send(hargreaves, change(id, 1, { owner: halliwell.collarNumber }));
      expect(late.status).toBe(409);
    });

    it('whose history is full takes no note more, and is still done and approved', async () => {
      const entry = { at: at(), by: 'PC 2418', collarNumber: rahman.collarNumber, kind: 'note', text: 'x' };
      const full = task('T-5999', rahman);
      const history = Array.from({ length: 280 }, () => entry);
      await seed(force().hq.database, {
        officers: [],
        items: [{ ...full, body: { ...full.body, setByCollar: hargreaves.collarNumber, history } }],
      });
      expect(codeOf(await send(rahman, step('task.note', 'T-5999', 1, 'One more')))).toBe('HistoryFull');
      expect(await versionOf(rahman, step('task.result', 'T-5999', 1, 'Exhibit AR/1'))).toBe(2);
      expect(await versionOf(hargreaves, step('task.approve', 'T-5999', 2))).toBe(3);
    });

    it('is answered for by the name by which it was asked for', async () => {
      const made = createTask({ owner: hargreaves.collarNumber });
      await send(hargreaves, made);
      expect(answerOf(await send(hargreaves, accept(made.itemId)))).toEqual({ itemId: made.itemId, version: 2 });
      expect(answerOf(await send(hargreaves, accept(made.itemId)))).toMatchObject({ itemId: made.itemId, version: 2, kind: 'task' });
    });

    it('that names another item in its payload than beside it is malformed', async () => {
      expect(codeOf(await send(rahman, { ...accept('T-6000'), itemId: 'T-6001' }))).toBe('PayloadMalformed');
    });
  });
});
