import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import type { ShownCaseItem } from '../../../contracts/ipc/case-files.ts';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './caseFile.module.css';

const { caseFile: w } = strings;

/** Fetches by one press what is evidence and not on this laptop: without it nothing is handed over. */
export const FetchEvidence = ({ items }: { readonly items: readonly ShownCaseItem[] }) => {
  const missing = items.flatMap(({ mark, isHere, file, carrier }) =>
    mark.disclosure === 'evidence' && !isHere && file !== undefined && carrier !== undefined ? [{ ...carrier, hash: file.hash }] : [],
  );
  if (missing.length === 0) return null;
  return (
    <section className={s.part} aria-label={w.fetch(missing.length)}>
      <p className={s.lead}>{w.fetchLead}</p>
      <Button
        icon={<ArrowDownload20Regular />}
        onClick={() => {
          for (const one of missing) void api.blobs.fetch(one);
        }}
      >
        {w.fetch(missing.length)}
      </Button>
    </section>
  );
};
