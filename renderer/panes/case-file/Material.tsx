import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left';
import { useState } from 'react';
import type { CaseMark } from '../../../contracts/domain/case-file.ts';
import { CASE_REASON_LENGTH, disclosures } from '../../../contracts/domain/case-file-limits.ts';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ShownCaseFile, ShownCaseItem } from '../../../contracts/ipc/case-files.ts';
import { give } from '../../give.ts';
import type { ErrorCode } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import { toldOf } from '../../strings/told.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioCards } from '../../ui/RadioCards.tsx';
import { AttachmentList } from '../../workspace/attachments/AttachmentList.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './caseFile.module.css';
import { keyOf } from './Items.tsx';
import { KeptBox } from './KeptBox.tsx';
import { Redact } from './Redact.tsx';

const { caseFile: w } = strings;

/** One piece of material: what it is to the prosecution, why, and what is taken out of the copy that goes. Each decision stands at once. */
export const Material = ({
  item,
  shown,
  may,
  close,
}: {
  readonly item: ShownCaseItem;
  readonly shown: ShownCaseFile;
  readonly may: boolean;
  readonly close: () => void;
}) => {
  const { go } = useWorkspace();
  const [refused, setRefused] = useState<ErrorCode>();
  const { mark, kind, id, statement } = item;
  const decide = async (change: Partial<CaseMark>, draftKey?: string) => {
    const decided = { ...mark, ...change };
    const marks = [...shown.marks.filter((one) => keyOf(one) !== keyOf(item)), decided];
    const about = draftKey === undefined ? {} : { draftKey };
    const answer = await give('caseFiles', 'caseFile.update', { caseFileId: shown.id, marks }, about);
    setRefused(answer.ok ? undefined : answer.code);
    return answer;
  };
  return (
    <section className={s.part} aria-label={item.title}>
      <Button icon={<ArrowLeft20Regular />} onClick={close}>
        {w.back}
      </Button>
      <h2 dir="auto">{kind === 'attachment' ? item.title : `${id}, ${item.title}`}</h2>
      {refused !== undefined && (
        <p role="alert" className={s.wrong}>
          {toldOf(refused)}
        </p>
      )}
      {item.exhibit !== undefined && (
        <>
          <p>{`${w.producedBy(item.exhibit.producer)}. ${strings.exhibits.with(item.exhibit.holder, item.exhibit.place)}.`}</p>
          <Button onClick={() => go({ pane: 'exhibits', id: item.exhibit?.id })}>{w.openExhibit}</Button>
        </>
      )}
      {item.file !== undefined && item.carrier !== undefined && <AttachmentList item={item.carrier} attachments={[item.file]} />}
      <fieldset className={s.decide} disabled={!may}>
        <RadioCards
          label={w.whatIsIt}
          name="disclosure"
          cards={disclosures.map((value) => ({ value, label: w.disclosures[value], told: w.disclosuresTold[value], disabled: !may }))}
          chosen={item.marked ? mark.disclosure : ''}
          choose={(disclosure) => void decide({ disclosure })}
        />
      </fieldset>
      {may && (
        <KeptBox
          key={mark.reason}
          draftKey={draftKeyOf('caseFile.update', `${shown.id}:${kind}:${id}`)}
          kind="caseFile.update"
          caseFileId={shown.id}
          label={w.reason}
          words={w.save}
          initial={mark.reason}
          longest={CASE_REASON_LENGTH}
          mayBeEmpty
          give={(reason, draftKey) => decide({ reason }, draftKey)}
        />
      )}
      {statement !== undefined && mark.disclosure === 'evidence' && (
        <Redact
          statement={statement}
          redactions={mark.redactions}
          may={may}
          set={(redactions) => void decide({ redactions: [...redactions] })}
        />
      )}
    </section>
  );
};
