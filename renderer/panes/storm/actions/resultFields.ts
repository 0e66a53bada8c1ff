import { type CrewAtClosing, crewsAtClosing } from '../../../../contracts/domain/closing.ts';
import type { Code } from '../../../../contracts/domain/code-list.ts';
import type { Resource } from '../../../../contracts/domain/incident.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';

/** A result as its form has it. `ownStatus`: a code, or "stay". */
export interface ResultFields {
  readonly code: string;
  readonly qualifiers: readonly string[];
  readonly text: string;
  readonly victimTold: string;
  /** Of the crimes that name the log, those that are not to be linked; and others that are. */
  readonly unlinked: readonly string[];
  readonly linked: readonly string[];
  readonly ownStatus: string;
}

const { result: w } = strings.storm.actions;
/** As long as Storm's contract takes the text of a result. */
const RESULT_LENGTH = 3000;
const shape = { code: '', qualifiers: [''], text: '', victimTold: '', unlinked: [''], linked: [''], ownStatus: '' };

/** Begins with the closing code that is the log's opening code, where the force has it, and with where the own crew goes by the rules. */
export const newResult = (log: ShownIncident, codes: readonly Code[] | undefined, own: Resource | undefined): ResultFields => ({
  code: codes?.find(({ code, label }) => label === log.openingCode || code === log.openingCode)?.code ?? '',
  ...{ qualifiers: [], text: '', victimTold: '', unlinked: [], linked: [] },
  ownStatus: ownAtClosing(own)?.status === undefined ? 'stay' : String(ownAtClosing(own)?.status),
});
const ownAtClosing = (own: Resource | undefined): CrewAtClosing | undefined =>
  own === undefined ? undefined : crewsAtClosing([own], { callSign: own.callSign, collarNumber: '' }, undefined)[0];

/** A result that HQ did not take, to be changed. */
export const resultOf = (payload: Readonly<Record<string, unknown>>, otherwise: ResultFields): ResultFields => {
  const given = fitted({ ...shape, crimeIds: [''] }, payload);
  const { crimeIds, unlinked: _, ...rest } = given;
  const { ownStatus } = payload;
  return { ...rest, unlinked: [], linked: crimeIds, ownStatus: ownStatus === undefined ? otherwise.ownStatus : String(ownStatus) };
};

/** Of a draft: the form's own fields, or the payload of a command that was discarded with its words kept. */
export const readResult = (kept: Readonly<Record<string, unknown>>, otherwise: ResultFields): ResultFields =>
  'crimeIds' in kept ? resultOf(kept, otherwise) : fitted(shape, kept);

export const resultFaults = ({ code, text, victimTold }: ResultFields): Faults =>
  faultsOf({
    code: code === '' ? w.noCode : undefined,
    text: textFault(text, w.noText, RESULT_LENGTH),
    victimTold: textFault(victimTold, undefined),
  });

/** The crimes that are linked when the log closes. */
export const crimesIn = (log: ShownIncident, { unlinked, linked }: ResultFields): readonly string[] => [
  ...new Set([...log.crimes.map(({ id }) => id).filter((id) => !unlinked.includes(id)), ...linked]),
];

/** The command of a form without faults. */
export const resultPayload = (log: ShownIncident, fields: ResultFields): Given<'storm', 'incident.result'> => {
  const { code, qualifiers, text, victimTold, ownStatus } = fields;
  return {
    ...{ incidentId: log.id, code, qualifiers: [...qualifiers], text: written(text), victimTold: written(victimTold) },
    crimeIds: [...crimesIn(log, fields)],
    ...(ownStatus === 'stay' ? {} : { ownStatus: Number(ownStatus) }),
  };
};
