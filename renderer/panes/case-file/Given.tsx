import { ShieldCheckmark20Filled } from '@fluentui/react-icons/svg/shield-checkmark';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';
import { wordOf } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import s from './caseFile.module.css';

const { caseFile: w } = strings;

/** The hand-overs, the newest first, each with HQ's receipt. None is ever changed. */
export const Given = ({ shown: { given } }: { readonly shown: ShownCaseFile }) => {
  if (given.length === 0) return null;
  return (
    <section className={s.part} aria-label={w.handOvers}>
      <h2>{`${w.handOvers}, ${given.length}`}</h2>
      <ul className={s.given}>
        {given.map((one) => (
          <li key={one.id}>
            <h3>{w.handOver(one.number, wordOf(w.purposes, one.purpose))}</h3>
            <p>{w.signedBy(one.signedBy, one.files)}</p>
            {one.version === 0 ? (
              <Chip tone="warn">{one.sending === undefined ? w.noReceipt : strings.crime.sending[one.sending]}</Chip>
            ) : (
              <Chip tone="ok" icon={<ShieldCheckmark20Filled />}>
                {w.receipt(one.id, fullTime(one.receivedAt))}
              </Chip>
            )}
            <AttachmentList item={{ system: 'caseFiles', kind: 'handOver', id: one.id }} attachments={[one.bundle, one.manifest]} />
          </li>
        ))}
      </ul>
    </section>
  );
};
