/** Kinds of record, and the field by which a command, a link or a decision names one. No schemas here, since the window reads it too. */
export const recordIdFields = { person: 'personId', thing: 'thingId' } as const;
export type RecordKind = keyof typeof recordIdFields;

export type Decision = 'same' | 'apart' | 'undone';
/** As a record has it: the other record stands under the name of its kind. */
type Decided = { readonly decision: string } & ({ readonly personId: string } | { readonly thingId: string });
interface DecidedRecord<D extends Decided = Decided> {
  readonly decisions: readonly D[];
}

/** The other record of a decision. */
export const decidedWith = (decision: Decided): string => ('personId' in decision ? decision.personId : decision.thingId);

/** What was decided last about this record and another; undefined when nothing was, or it was taken back. */
export const decisionOn = <D extends Decided>({ decisions }: DecidedRecord<D>, otherId: string): D | undefined => {
  const last = decisions.findLast((one) => decidedWith(one) === otherId);
  return last?.decision === 'undone' ? undefined : last;
};

/** The records about which something is decided and not taken back. */
export const decidedOn = (record: DecidedRecord, decision?: Decision): readonly string[] =>
  [...new Set(record.decisions.map(decidedWith))].filter((otherId) => {
    const inForce = decisionOn(record, otherId);
    return inForce !== undefined && (decision === undefined || inForce.decision === decision);
  });
