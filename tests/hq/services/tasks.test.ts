import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { seed } from '../../../hq/systems/seed.ts';
import { codeOf } from '../support/client.ts';
import { type Command, crimeOffice, UNSEEN, YEAR } from '../support/crime-office.ts';
import { halliwell, hargreaves, rahman, task } from '../support/force.ts';
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
