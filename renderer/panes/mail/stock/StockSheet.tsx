import { useDraft } from '../../../hooks/useDraft.ts';
import { strings } from '../../../strings/index.ts';
import { DraftTroubleNote } from '../../../ui/DraftBox.tsx';
import { SwitchField, TextField } from '../../../ui/fields.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { LetterFields } from '../letterFields.ts';
import { signatureForm } from './signature.ts';
import s from './stock.module.css';
import { type Template, Templates } from './Templates.tsx';

const { stock: w } = strings.letter;

/** Over a message that is written: what an officer keeps for messages, templates and the signature. `put`: a template goes into the message. */
export const StockSheet = ({
  letter,
  put,
  close,
}: {
  readonly letter: LetterFields;
  readonly put: (template: Template) => void;
  readonly close: () => void;
}) => (
  <Sheet title={w.title} className={s.sheet} close={close}>
    <Templates letter={letter} put={put} />
    <SignatureFields />
  </Sheet>
);

const SignatureFields = () => {
  const { officer } = useWorkspace();
  const draft = useDraft(signatureForm(officer));
  const { fields, ready, set } = draft;
  if (!ready && draft.trouble === undefined) return null;
  return (
    <section className={s.part} aria-label={w.signature}>
      <SwitchField label={w.use} hint={w.useHint} on={fields.use !== 'no'} change={(on) => set({ ...fields, use: on ? 'yes' : 'no' })} />
      {fields.use !== 'no' && (
        <TextField
          long
          label={w.signature}
          hint={w.signatureHint}
          value={fields.text}
          longest={LONGEST}
          change={(text) => set({ ...fields, text })}
        />
      )}
      <DraftTroubleNote draft={draft} />
    </section>
  );
};

/** Ten lines: more is a letterhead. */
const LONGEST = 1000;
