import type { Briefing } from '../../../contracts/domain/briefing.ts';
import { whyNotBriefed, whyNotTakenOff } from '../../../contracts/domain/briefing-rules.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readItems } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { CommandDefinitions } from '../define.ts';
import { applyPending, sendingByItem } from '../pending.ts';

/** In the words of the list of unsent work. */
const FOUND = { seen: 'Seen', spokenTo: 'Spoken to', nothingSeen: 'Nothing seen', note: 'Note' } as const;

/** What may be done with items of the briefing, by the rules that HQ has (contracts/domain/briefing-rules.ts). */
export const briefingCommands: CommandDefinitions<'briefing'> = {
  'briefing.create': {
    refuses: (db, { payload, officer, at }) =>
      whyNotBriefed(
        payload,
        briefingsNow(db, officer).filter(({ area }) => area === officer.area),
        officer,
        at,
      ) === undefined
        ? undefined
        : 'NotAllowed',
    summary: (_, { payload }) => `Briefing: ${payload.title}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, version: 0, area: author.area ?? '', marking: 'OFFICIAL-SENSITIVE', setAt: at, results: [] },
      ...{ setBy: formalName(author), setByCollar: author.collarNumber },
    }),
  },
  'briefing.result': {
    refuses: (db, { itemId }) => (readBriefing(db, itemId) === undefined ? 'NotFound' : undefined),
    summary: (db, { itemId, payload }) => [`${FOUND[payload.found]}: ${titleOf(db, itemId)}`, payload.text].filter(Boolean).join('. '),
    apply(item, { found, text, at }, officer, decision) {
      // HQ's result has the outbox's id: it came before the answer.
      if (item.results.some(({ id }) => id === decision)) return item;
      const { callSign, collarNumber } = officer;
      const result = {
        ...{ id: decision, at, by: formalName(officer), collarNumber, found },
        ...(callSign === undefined ? {} : { callSign }),
        ...(text === undefined ? {} : { text }),
      };
      return { ...item, results: [...item.results, result] };
    },
  },
  'briefing.end': {
    refuses(db, { itemId, officer }) {
      const item = readBriefing(db, itemId);
      if (item === undefined) return 'NotFound';
      return whyNotTakenOff(decidedHere(db, item, officer), officer) === undefined ? undefined : 'NotAllowed';
    },
    summary: (db, { itemId }) => `Taken off the briefing: ${titleOf(db, itemId)}`,
    // What HQ has decided otherwise since is not undone on screen.
    apply: (item, { at }, officer) => ({ ...item, ended: item.ended ?? { at, by: formalName(officer) } }),
  },
};

/** Every item on this laptop as it is once what was decided here is in force; what HQ did not take was not set. */
export const briefingsNow = (db: ReadableDb, officer: Officer): readonly Briefing[] => {
  const sending = sendingByItem(pendingOf(db, 'briefing'));
  return readItems<Briefing>(db, 'briefing', 'briefing')
    .filter(({ id, version }) => version > 0 || sending.get(id) !== 'refused')
    .map((item) => decidedHere(db, item, officer));
};

const decidedHere = (db: ReadableDb, item: Briefing, officer: Officer): Briefing =>
  applyPending({ system: 'briefing', definitions: briefingCommands, pending: pendingOf(db, 'briefing'), officer }, item.id, item);

const readBriefing = (db: ReadableDb, id: string): Briefing | undefined =>
  readItem<Briefing>(db, { system: 'briefing', kind: 'briefing', id })?.body;
const titleOf = (db: ReadableDb, id: string): string => readBriefing(db, id)?.title ?? id;
