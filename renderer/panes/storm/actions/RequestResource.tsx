import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { type ActionProps, cardsOf } from './kinds.ts';

const { request: w } = strings.storm.actions;
const NOTE_LENGTH = 1000;
const nothing = { kind: '', note: '' };

/** Asks control for a dog, CSI, an ambulance. */
export const RequestResource = ({ log, open, close }: ActionProps) => {
  const { codes } = useWorkspace();
  const kinds = codes.of('resourceKind', log.id) ?? [];
  const wordsOf = (kind: string): string => kinds.find(({ code }) => code === kind)?.label ?? kind;
  return (
    <ActionSheet
      system="storm"
      open={open}
      command="incident.requestResource"
      initial={fitted(nothing, open.payload)}
      read={(kept) => fitted(nothing, kept)}
      title={({ kind, note }) => `${wordsOf(kind)} ${note}`.trim()}
      check={({ kind, note }) => faultsOf({ kind: kind === '' ? w.noKind : undefined, note: textFault(note, undefined, NOTE_LENGTH) })}
      payload={({ kind, note }) => ({ incidentId: log.id, kind, note: written(note) })}
      summary={({ kind }) => w.summary(wordsOf(kind), serialOf(log.id))}
      words={({ kind }) => ({ ...w, title: w.title(serialOf(log.id)), send: kind === '' ? w.send : w.sendFor(wordsOf(kind)) })}
      close={close}
    >
      {(fields, change, faults) => (
        <>
          <RadioCards
            label={w.kind}
            name="kind"
            cards={cardsOf(kinds)}
            chosen={fields.kind}
            wrong={faults['kind']}
            choose={(kind) => change({ kind })}
          />
          <TextField {...bind({ note: w.words }, fields, faults, change)('note')} />
        </>
      )}
    </ActionSheet>
  );
};
