import { DocumentSignature20Regular } from '@fluentui/react-icons/svg/document-signature';
import type { ShownClip } from '../../../../contracts/ipc/video.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { placeIn } from './place.ts';
import s from './video.module.css';

const { video: w } = strings;

/** The passages that are marked, by their place: each leads there. The last before where it is now is the present one. */
export const Marks = ({
  marks,
  second,
  seek,
}: {
  readonly marks: ShownClip['marks'];
  readonly second: number;
  readonly seek: (second: number) => void;
}) => {
  const { go } = useWorkspace();
  const present = marks.findLast((mark) => mark.second <= second);
  return (
    <section>
      <h2>{w.marks(marks.length)}</h2>
      {marks.length === 0 && <p className={s.quiet}>{w.noMarks}</p>}
      <ol className={s.marks}>
        {marks.map((mark) => (
          <li key={mark.id}>
            <button type="button" className={s.mark} aria-current={mark === present ? 'true' : undefined} onClick={() => seek(mark.second)}>
              <span>{placeIn(mark.second)}</span>
              <span dir="auto">{mark.text}</span>
              <small>{mark.by}</small>
            </button>
            {mark.sending !== undefined && <Chip tone="warn">{strings.crime.sending[mark.sending]}</Chip>}
            {mark.statementId !== undefined && (
              <Button icon={<DocumentSignature20Regular />} onClick={() => go({ pane: 'statements', id: mark.statementId })}>
                {strings.app.numberOf(mark.statementId)}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
