import { formalName } from '../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import type { Sickness } from '../../../contracts/domain/sickness.ts';
import { whyNotBack, whyNotCertificate, whyNotReport } from '../../../contracts/domain/sickness-rules.ts';
import type { ReadableDb } from '../../store/db.ts';
import { readItem, readLinked } from '../../store/items.ts';
import { pendingOf } from '../../sync/outbox.ts';
import type { ChangeDefinition, CommandDefinitions } from '../define.ts';
import { applyPending, sendingByItem } from '../pending.ts';
import { daysInWords } from './words.ts';

type SicknessCommand = 'sickness.report' | 'sickness.withdraw' | 'sickness.fit' | 'sickness.certify';

/** A change of the officer's own sickness. `to`: as it is then; undefined where the rules do not have it. */
const change = <Payload>(
  words: (payload: Payload) => string,
  to: (held: Sickness, payload: Payload, at: string) => Sickness | undefined,
): Omit<ChangeDefinition<Payload & { readonly at: string }, Sickness>, 'completes'> => ({
  refuses(db, { itemId, payload, officer, at }) {
    const held = sicknessNow(db, itemId, officer);
    return held !== undefined && held.officer === officer.collarNumber && to(held, payload, at) !== undefined ? undefined : 'NotAllowed';
  },
  summary: (_, { payload }) => words(payload),
  apply: (held, payload) => to(held, payload, payload.at) ?? held,
});

/** Sickness as its officer reports, certifies and ends it, by the rules that HQ has (contracts/domain/sickness-rules.ts). */
export const sicknessCommands: Pick<CommandDefinitions<'people'>, SicknessCommand> = {
  'sickness.report': {
    refuses: (db, { payload, officer, at }) =>
      whyNotReport(payload.firstDay, ownSickness(db, officer), new Date(at)) === undefined ? undefined : 'NotAllowed',
    summary: (_, { payload }) => `Report sick from ${daysInWords([{ day: payload.firstDay }])}`,
    provisional: ({ at, ...payload }, { id, author }) => ({
      ...payload,
      ...{ id, version: 0, officer: author.collarNumber, name: formalName(author), reportedAt: at, state: 'sick', certificates: [] },
    }),
  },
  'sickness.withdraw': change(
    () => 'Withdraw what was reported of sickness',
    (held) => (held.state === 'sick' ? { ...held, state: 'withdrawn' } : undefined),
  ),
  'sickness.fit': change(
    ({ backOn }) => `Fit again from ${daysInWords([{ day: backOn }])}`,
    (held, { backOn }, at) => (whyNotBack(held, backOn, new Date(at)) === undefined ? { ...held, state: 'fit', backOn } : undefined),
  ),
  'sickness.certify': change(
    ({ kind, from, to }) => `${kind === 'self' ? 'Own certificate' : 'Fit note'}: ${daysInWords([{ day: from }, { day: to }])}`,
    (held, { sicknessId: _, ...certificate }) =>
      whyNotCertificate(held, certificate) === undefined ? { ...held, certificates: [...held.certificates, certificate] } : undefined,
  ),
};

/** The officer's sickness, as it is once what was decided here is in force; what HQ did not take was not reported. */
export const ownSickness = (db: ReadableDb, officer: Officer): Sickness[] => {
  const sending = sendingByItem(pendingOf(db, 'people'));
  return readLinked<Sickness>(db, { role: 'officer', value: officer.collarNumber }, 'people', 'sickness')
    .filter(({ id, version }) => version > 0 || sending.get(id) !== 'refused')
    .map((held) => sicknessHere(db, held, officer));
};

/** Once what the officer decided about it is in force. */
export const sicknessHere = (db: ReadableDb, held: Sickness, officer: Officer): Sickness =>
  applyPending({ system: 'people', definitions: sicknessCommands, pending: pendingOf(db, 'people'), officer }, held.id, held);

const sicknessNow = (db: ReadableDb, id: string, officer: Officer): Sickness | undefined => {
  const held = readItem<Sickness>(db, { system: 'people', kind: 'sickness', id })?.body;
  return held && sicknessHere(db, held, officer);
};
