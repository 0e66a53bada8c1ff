import { newDetail } from '../../../contracts/domain/new-person.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Person, PersonDecision } from '../../../contracts/domain/person.ts';
import type { RecordLink } from '../../../contracts/domain/record-link.ts';
import type { ShownRecord } from '../../../contracts/ipc/records.ts';
import { splitOthers } from '../../sync/other-fields.ts';
import type { PendingCommand } from '../../sync/outbox.ts';
import { isEffective, pendingAs, sendingByItem } from '../pending.ts';

type Sent<State> = Exclude<State, 'done' | 'superseded'>;
type State = PendingCommand['state'];
const sent = (state: State): { readonly sending?: Sent<State> } => (state === 'done' ? {} : { sending: state as Sent<State> });

/** A record with what the officer added and decided, and HQ has not got, laid over it. */
export const shownRecord = (
  { version, body }: { readonly version: number; readonly body: Person },
  pending: readonly PendingCommand[],
  officer: Officer,
): ShownRecord => {
  const { known, other } = splitOthers('records', 'person', body);
  const by = operatorOf(officer);
  const told = new Set(known.details.map(({ id }) => id));
  const added = pendingAs(pending, 'records', 'person.add')
    .filter((item) => item.itemId === body.id && isEffective(item) && !told.has(item.id))
    .map(({ id, state, payload }) => ({ ...newDetail(payload, { madeAs: id, at: payload.at, by }), ...sent(state) }));
  const sending = sendingByItem(pending).get(body.id);
  return {
    ...known,
    version,
    details: [...known.details, ...added],
    decisions: [...known.decisions, ...decided(body.id, pending, by)],
    ...(sending === undefined ? {} : { sending }),
    other,
  };
};

/** What is decided here and on its way, as the record of either person will have it. */
const decided = (id: string, pending: readonly PendingCommand[], by: string): ShownRecord['decisions'] =>
  pending.flatMap((item) => {
    const decision = DECISIONS[item.command];
    if (decision === undefined || !isEffective(item)) return [];
    const { personId, otherId, at } = item.payload as { readonly personId: string; readonly otherId: string; readonly at: string };
    const other = personId === id ? otherId : otherId === id ? personId : undefined;
    return other === undefined ? [] : [{ personId: other, decision, at, by, ...sent(item.state) }];
  });

const DECISIONS: Readonly<Record<string, PersonDecision['decision']>> = {
  'person.merge': 'same',
  'person.keepApart': 'apart',
  'person.unmerge': 'undone',
};

/** A link as it is once a withdrawal that is on its way is in force. */
export const shownLink = (link: RecordLink, pending: readonly PendingCommand[], officer: Officer): RecordLink => {
  const withdrawal = pendingAs(pending, 'records', 'link.withdraw').find((item) => item.itemId === link.id && isEffective(item));
  if (withdrawal === undefined || link.withdrawn !== undefined) return link;
  const { at, reason } = withdrawal.payload;
  return { ...link, withdrawn: { at, by: operatorOf(officer), reason } };
};
