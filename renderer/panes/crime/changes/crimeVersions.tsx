import type { CrimeChange } from '../../../../contracts/domain/crime-changes.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import { ok } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { sentence } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { DecisionVersions } from '../../../workspace/versions/DecisionVersions.tsx';
import { type Comparison, type SheetProps, VersionsSheet } from '../../../workspace/versions/VersionsSheet.tsx';
import { ChangeVersions } from './ChangeVersions.tsx';
import { decidedFields } from './decidedFields.ts';
import { wordsOfEntry } from './entryWords.ts';

const w = strings.versions;

/** Two versions of a crime report: of a change field by field, of an outcome or a review whole. */
const CrimeVersionsSheet = (props: SheetProps) => (
  <VersionsSheet
    {...props}
    title={w.crime(strings.app.numberOf(props.itemId))}
    topics={['crime']}
    read={async (command) => {
      const crime = await api.crime.get({ id: props.itemId });
      if (!crime.ok) return crime;
      const change = changeOf(command);
      return ok({ crime: crime.value, ...(change && { change, offences: await offencesOf(crime.value, change) }) });
    }}
  >
    {(command, { crime, change, offences }) =>
      change === undefined || offences === undefined ? (
        <OfDecision command={command} crime={crime} close={props.close} />
      ) : (
        <ChangeVersions command={command} crime={crime} change={change} offences={offences} close={props.close} />
      )
    }
  </VersionsSheet>
);

export const crimeVersions: Comparison = {
  commands: new Set(['crime.update', 'crime.outcome', 'crime.review']),
  Sheet: CrimeVersionsSheet,
};

/** As it was given, which main has parsed by its contract. */
const changeOf = ({ command, payload }: OutboxCommand): CrimeChange | undefined =>
  command === 'crime.update' ? (payload as unknown as CrimeChange) : undefined;

/** The offences of both versions in words, by their codes: the list is on this laptop. */
const offencesOf = async ({ offence }: ShownCrime, { changes }: CrimeChange): Promise<ReadonlyMap<string, string>> => {
  const code = changes.offenceCode;
  const answer = code ? await api.crime.offences({ text: code, limit: 1 }) : undefined;
  const found = answer?.ok === true && answer.value.known ? answer.value.value : [];
  return new Map([offence, ...found].flatMap((one) => (one === undefined ? [] : [[one.code, sentence(one.text)]])));
};

/** Of an outcome or a review one of both holds, whole. */
const OfDecision = ({
  command,
  crime,
  close,
}: {
  readonly command: OutboxCommand;
  readonly crime: ShownCrime;
  readonly close: () => void;
}) => {
  const history = crime.history ?? [];
  const last = history.at(-1);
  const keepHqs = () => api.link.discard({ id: command.id, withDependents: command.dependents > 0, keepText: true });
  return (
    <DecisionVersions
      command={command}
      lead={w.leadDecided(last?.by)}
      last={last}
      since={history.filter(({ at }) => at > command.at).map(wordsOfEntry)}
      fields={decidedFields(command, crime)}
      save={(chosen) => (Object.values(chosen).includes('mine') ? api.link.resend({ id: command.id }) : keepHqs())}
      keepHqs={keepHqs}
      close={close}
    />
  );
};
