import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';
import { give } from '../../give.ts';
import { strings } from '../../strings/index.ts';
import s from './caseFile.module.css';
import { KeptBox } from './KeptBox.tsx';

const { caseFile: w } = strings;

/** The summary of the case, which alone of its forms is typed. */
export const Summary = ({ shown, may }: { readonly shown: ShownCaseFile; readonly may: boolean }) => (
  <section className={s.part} aria-label={w.summary}>
    <h2>{w.summary}</h2>
    {may ? (
      <KeptBox
        key={`${shown.id} ${shown.summary}`}
        draftKey={draftKeyOf('caseFile.update', shown.id)}
        kind="caseFile.update"
        caseFileId={shown.id}
        label={w.summaryLabel}
        words={w.save}
        initial={shown.summary}
        give={(summary, draftKey) => give('caseFiles', 'caseFile.update', { caseFileId: shown.id, summary }, { draftKey })}
      />
    ) : (
      <p className={s.prose} dir="auto">
        {shown.summary === '' ? w.noSummary : shown.summary}
      </p>
    )}
  </section>
);
