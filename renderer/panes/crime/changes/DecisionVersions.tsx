import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import type { OutboxCommand } from '../../../../contracts/ipc/link.ts';
import { api } from '../../../api.ts';
import { dayClock } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { calledOf } from '../forms/OfficerField.tsx';
import { decidedFields } from './decidedFields.ts';
import { wordsOfEntry } from './entryWords.ts';
import { Versions } from './Versions.tsx';

const w = strings.changes.conflict;

/** An outcome or a review that an officer decided, and how the report stands at HQ, where somebody decided about it meanwhile: one of both holds, whole. */
export const DecisionVersions = ({
  command,
  crime,
  close,
}: {
  readonly command: OutboxCommand;
  readonly crime: ShownCrime;
  readonly close: () => void;
}) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const fields = decidedFields(command, crime);
  const names = fields.map(({ name }) => name);
  const since = (crime.history ?? []).filter(({ at }) => at > command.at);
  const last = (crime.history ?? []).at(-1);
  const discard = () => api.link.discard({ id: command.id, withDependents: command.dependents > 0, keepText: true });
  return (
    <Versions
      lead={w.leadDecided(last?.by)}
      by={{
        mine: w.written(calledOf(officer), dayClock(command.at, now)),
        hqs: last === undefined ? w.unknown : w.written(last.by, dayClock(last.at, now)),
      }}
      fields={fields}
      together={() => names}
      save={(chosen) => (Object.values(chosen).includes('mine') ? api.link.resend({ id: command.id }) : discard())}
      none={{ label: w.takeHqs, act: discard }}
      close={close}
    >
      {fields.length === 0 ? w.noneDecided : since.length === 0 ? w.kept : w.since(since.map(wordsOfEntry))}
    </Versions>
  );
};
