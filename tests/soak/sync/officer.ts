import { randomUUID } from 'node:crypto';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { assertNever } from '../../../contracts/result.ts';
import type { SystemId } from '../../../contracts/systems/ids.ts';
import type { ReadableDb } from '../../../main/store/db.ts';
import { hargreaves, rahman } from '../../hq/support/force.ts';
import { updateDraft } from '../../main/support/drafts.ts';
import { logs, MOVING, UNIT } from './items.ts';
import { hasText, type Ledger, markOf, type Write } from './ledger.ts';
import { keepHalf, keepPhotograph } from './photographs.ts';
import { isMade, type Place, rowsOf } from './place.ts';
import type { SyncStep } from './steps.ts';

/** The steps that are the officer's own, at a laptop, whether there is a link or not. */
export type OfficerStep = Extract<
  SyncStep,
  {
    readonly kind:
      | 'crime'
      | 'missing'
      | 'expense'
      | 'task'
      | 'accept'
      | 'result'
      | 'line'
      | 'status'
      | 'draft'
      | 'halfPhotograph'
      | 'resend'
      | 'mend'
      | 'discard';
  }
>;
export interface AtWork {
  readonly place: Place;
  readonly ledger: Ledger;
  /** By the laptop's clock. */
  readonly at: string;
}

/** Does it as the window does, and notes what the officer was told. What is broken by the answer itself, in words. */
export const decide = async (work: AtWork, step: OfficerStep): Promise<readonly string[]> => {
  const { place, at } = work;
  switch (step.kind) {
    case 'crime': {
      await give(work, step, 'crime', 'crime.create', (mark) => ({
        ...{ type: 'Burglary', title: `Shed ${mark}`, committedFrom: at, method: '', marking: 'OFFICIAL' },
        place: { text: 'Allotments', area: hargreaves.area },
      }));
      return [];
    }
    case 'missing':
      await give(work, step, 'missing', 'missing.create', (mark) => ({
        ...{ name: `Kieran ${mark.replaceAll('#', '')}`, born: '2011-03-09', description: `Grey top ${mark}`, answers: [] },
        lastSeen: { at, place: { text: 'Allotments', area: hargreaves.area } },
        ...{ reporter: { name: 'Donna Ashworth' }, marking: 'OFFICIAL-SENSITIVE' },
        risk: { grade: 'medium', reasons: ['Asthma'], whyNotLower: 'Inhaler at home' },
      }));
      return [];
    case 'expense':
      await give(work, step, 'people', 'expense.claim', (mark) => ({
        kind: 'meal',
        day: at.slice(0, 10),
        pence: 650,
        text: `Meal ${mark}`,
      }));
      return [];
    case 'halfPhotograph':
      await keepHalf(place.laptop.store(), step.pick);
      return [];
    case 'result': {
      const tasks = await place.laptop.store().read('crime.tasks', { officer: hargreaves });
      const task = chosen(
        tasks.filter(({ mine }) => mine === 'own'),
        step.pick,
      );
      const command = step.pick % 2 === 0 ? 'task.note' : 'task.result';
      if (task !== undefined) await give(work, step, 'crime', command, (mark) => ({ taskId: task.id, text: `Asked ${mark}` }));
      return [];
    }
    case 'task': {
      const reports = step.about === 'own' ? place.made.crime : step.about === 'numbered' ? place.laptop.store().look(numberedReports) : [];
      const crimeId = chosen(reports, step.pick);
      const missingId = step.about === 'missing' ? chosen(place.made.missing, step.pick) : undefined;
      await give(work, step, 'crime', 'task.create', (mark) => ({
        ...{ title: `Ask ${mark}`, text: 'House to house.', priority: 'normal', dueAt: at },
        ...(crimeId === undefined ? {} : { crimeId }),
        ...(missingId === undefined ? {} : { missingId }),
        owner: step.owner === 'self' ? hargreaves.collarNumber : rahman.collarNumber,
      }));
      return [];
    }
    case 'accept': {
      const tasks = await place.laptop.store().read('crime.tasks', { officer: hargreaves });
      const task = chosen(
        tasks.filter(({ mine, state }) => mine === 'own' && state === 'new'),
        step.pick,
      );
      if (task !== undefined) await give(work, step, 'crime', 'task.accept', () => ({ taskId: task.id }));
      return [];
    }
    case 'line': {
      const incidentId = chosen(logs, step.pick) ?? MOVING;
      const key = step.fromDraft ? draftKeyOf('incident.addLine', incidentId) : undefined;
      await give(work, step, 'storm', 'incident.addLine', (mark) => ({ incidentId, text: `Seen ${mark}` }), key);
      return [];
    }
    case 'status':
      await give(work, step, 'storm', 'unit.setStatus', () => ({ callSign: UNIT, status: step.status }));
      noteSuperseded(work, step.on);
      return [];
    case 'draft':
      return keepDraft(work, step.pick);
    case 'resend': {
      const store = place.laptop.store();
      const row = chosen(await store.read('outbox.list', null), step.pick);
      const sent = row && (await store.write('outbox.resend', { id: row.id, at }));
      if (row !== undefined && sent?.ok) rename(work.ledger, row.id, sent.value.id);
      return [];
    }
    case 'mend':
      return mend(work, step.pick);
    case 'discard':
      return discard(work, step);
    default:
      return assertNever(step);
  }
};

const chosen = <One>(all: readonly One[], pick: number): One | undefined => all[pick % all.length];

const give = async (
  { place, ledger, at }: AtWork,
  { on, photographs = 0 }: { readonly on: number; readonly photographs?: number },
  system: SystemId,
  command: string,
  payload: (mark: string) => Readonly<Record<string, unknown>>,
  draftKey?: string,
): Promise<Write | undefined> => {
  const number = ledger.next();
  const key = randomUUID();
  const store = place.laptop.store();
  const attachments = [];
  // Some of them are attached to several pieces of work.
  for (let n = 0; n < photographs; n += 1) attachments.push(await keepPhotograph(store, n === 0 ? number : number % 3));
  const given = await store.write('commands.give', {
    ...{ system, command, outboxId: key, newId: randomUUID(), officer: hargreaves, at, draftKey },
    payload: { ...payload(markOf({ number })), ...(attachments.length === 0 ? {} : { attachments }) },
  });
  if (!given.ok) return undefined;
  const row = rowsOf(place.laptop).find(({ id }) => id === key);
  if (row === undefined) throw new Error('a command was taken on and is not in the outbox');
  if (draftKey !== undefined) place.drafts.delete(draftKey);
  const { item_kind: itemKind, item_id: itemId } = row;
  const creates = row.creates === 1;
  if (creates && isMade(itemKind)) place.made[itemKind].push(itemId);
  return ledger.add({
    ...{ number, key, origin: place.origin, laptop: on, system, command, itemKind, itemId, creates },
    attachments: [...new Set(attachments.map(({ hash }) => hash))],
  });
};

/** Half of them are lines for a log, the others tasks on a report that was made here, as a form that was opened at once goes on with them. */
const keepDraft = async ({ place, ledger, at }: AtWork, pick: number): Promise<readonly string[]> => {
  const report = pick % 2 === 0 ? undefined : chosen(place.made.crime, pick);
  const number = ledger.next();
  const mark = markOf({ number });
  const draft =
    report === undefined
      ? updateDraft(chosen(logs, pick) ?? MOVING, `Drafted ${mark}`)
      : updateDraft(report, mark, {
          ...{ key: draftKeyOf('task.create', report), kind: 'task.create', system: 'crime' },
          fields: { crimeId: report, title: mark },
          blobs: [await keepPhotograph(place.laptop.store(), number)],
        });
  await place.laptop.store().write('drafts.save', { draft, now: at });
  place.drafts.set(draft.key, mark);
  return [];
};

const mend = async ({ place, ledger, at }: AtWork, pick: number): Promise<readonly string[]> => {
  const store = place.laptop.store();
  const listed = chosen(await store.read('outbox.list', null), pick);
  const row = listed && (await store.read('outbox.command', { id: listed.id }));
  if (row === undefined) return [];
  const { at: _, ...payload } = row.payload;
  const change: Readonly<Record<string, object>> = {
    'task.create': { owner: hargreaves.collarNumber },
    'crime.create': { method: 'By hand.' },
  };
  const given = { id: row.id, payload: { ...payload, ...change[row.command] }, summary: '', author: hargreaves, at };
  const mended = await store.write('outbox.mend', given);
  if (!mended.ok) return mended.code === 'PayloadMalformed' ? [`${row.command} cannot be mended`] : [];
  rename(ledger, row.id, mended.value.id);
  return [];
};

/** What is not in the outbox any more was discarded, and the officer was told how much that was. */
const discard = async ({ place, ledger, at }: AtWork, step: OfficerStep & { readonly kind: 'discard' }): Promise<readonly string[]> => {
  const store = place.laptop.store();
  const before = await store.read('outbox.list', null);
  const row = chosen(before, step.pick);
  if (row === undefined) return [];
  const { withDependents, keepText } = step;
  const discarded = await store.write('outbox.discard', { id: row.id, withDependents, keepText, at });
  if (!discarded.ok) return [];
  const left = new Set((await store.read('outbox.list', null)).map(({ id }) => id));
  const gone = before.filter(({ id }) => !left.has(id));
  for (const [index, { id, state, attempts }] of gone.entries()) {
    const write = ledger.of(id);
    if (write === undefined) return ['what was discarded was never given'];
    write.fate = 'discarded';
    write.mayHaveArrived = state === 'waiting' && attempts > 0;
    const draft = discarded.value.drafts[index];
    if (draft !== undefined) place.drafts.set(draft, hasText(write) ? markOf(write) : '');
  }
  return gone.length === discarded.value.discarded ? [] : [`${gone.length} discarded, ${discarded.value.discarded} told`];
};

const rename = (ledger: Ledger, from: string, to: string): void => {
  const write = ledger.of(from);
  if (write !== undefined) write.key = to;
};

const noteSuperseded = ({ place, ledger }: AtWork, on: number): void => {
  const superseded = new Set(rowsOf(place.laptop).flatMap(({ id, state }) => (state === 'superseded' ? [id] : [])));
  for (const write of ledger.at(on)) if (superseded.has(write.key)) write.fate = 'superseded';
};

const numberedReports = (db: ReadableDb): readonly string[] =>
  db
    .prepare<[], { id: string }>(`SELECT id FROM item WHERE system = 'crime' AND kind = 'crime' ORDER BY id`)
    .all()
    .map(({ id }) => id)
    .filter((id) => !isProvisional(id));
