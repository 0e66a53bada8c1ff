import { newDetail } from '../../../contracts/domain/new-record.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import { type Decision, type RecordKind, recordIdFields } from '../../../contracts/domain/record-decision.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import type { StoredItem } from '../../store/items.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import { isEffective, pendingAs, sendingByItem } from '../pending.ts';
import type { RecordBodies, ShownRecords } from './bodies.ts';

type Sent<State> = Exclude<State, 'done' | 'superseded'>;
type State = PendingCommand['state'];
const sent = (state: State): { readonly sending?: Sent<State> } => (state === 'done' ? {} : { sending: state as Sent<State> });

/** A record with what the officer added and decided, and HQ has not got, laid over it. */
export const shownRecord = <K extends RecordKind>(
  kind: K,
  { version, body }: StoredItem<RecordBodies[K]>,
  pending: readonly PendingCommand[],
  officer: Officer,
): ShownRecords[K] => {
  const { known, other } = splitOthers('records', kind, body) as ReturnType<typeof splitOthers> & { readonly known: RecordBodies[K] };
  const by = operatorOf(officer);
  const told = new Set(known.details.map(({ id }) => id));
  const added = [...pendingAs(pending, 'records', 'person.add'), ...pendingAs(pending, 'records', 'thing.add')]
    .filter((item) => item.itemId === body.id && isEffective(item) && !told.has(item.id))
    .map(({ id, state, payload }) => ({ ...newDetail(payload, { madeAs: id, at: payload.at, by }), ...sent(state) }));
  const sending = sendingByItem(pending).get(body.id);
  return {
    ...known,
    version,
    details: [...known.details, ...added],
    decisions: [...known.decisions, ...decidedHere(kind, body.id, pending, by)],
    ...(sending === undefined ? {} : { sending }),
    other,
  } as unknown as ShownRecords[K];
};

/** What is decided here and on its way, as the record of either will have it. */
const decidedHere = (kind: RecordKind, id: string, pending: readonly PendingCommand[], by: string): readonly object[] =>
  pending.flatMap((item) => {
    const decision = DECISIONS[item.command];
    if (decision === undefined || !isEffective(item)) return [];
    const { [recordIdFields[kind]]: one, otherId, at } = item.payload as Readonly<Record<string, string>>;
    const other = one === id ? otherId : otherId === id ? one : undefined;
    return other === undefined ? [] : [{ [recordIdFields[kind]]: other, decision, at, by, ...sent(item.state) }];
  });

const DECISIONS: Readonly<Record<string, Decision>> = {
  ...{ 'person.merge': 'same', 'person.keepApart': 'apart', 'person.unmerge': 'undone' },
  ...{ 'thing.merge': 'same', 'thing.keepApart': 'apart', 'thing.unmerge': 'undone' },
};

/** A link as it is once a withdrawal that is on its way is in force. */
export const shownLink = (link: RecordLink, pending: readonly PendingCommand[], officer: Officer): RecordLink => {
  const withdrawal = pendingAs(pending, 'records', 'link.withdraw').find((item) => item.itemId === link.id && isEffective(item));
  if (withdrawal === undefined || link.withdrawn !== undefined) return link;
  const { at, reason } = withdrawal.payload;
  return { ...link, withdrawn: { at, by: operatorOf(officer), reason } };
};
