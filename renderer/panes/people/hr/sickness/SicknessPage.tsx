import { Stethoscope20Regular } from '@fluentui/react-icons/svg/stethoscope';
import { forceDay } from '../../../../../contracts/domain/force-calendar.ts';
import { certificateMissing } from '../../../../../contracts/domain/sickness-rules.ts';
import type { ShownSickness } from '../../../../../contracts/ipc/people.ts';
import { wordOf } from '../../../../format/text.ts';
import { fullTime, shortDay, weekday } from '../../../../format/time.ts';
import { give } from '../../../../give.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { Chip } from '../../../../ui/Chip.tsx';
import { OtherFields } from '../../../../ui/OtherFields.tsx';
import { RecordNumber } from '../../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../../ui/ScrollRegion.tsx';
import { AttachmentList } from '../../../../workspace/attachments/AttachmentList.tsx';
import { useOpenForm } from '../../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { SendingChip, SendingNote } from '../../../crime/Sending.tsx';
import s from '../hr.module.css';
import { whatOf } from '../requestWords.ts';
import { isNotTaken, StateChip } from '../StateChip.tsx';
import { WithdrawButton } from '../WithdrawButton.tsx';

const { sickness: w, requests } = strings.hr;

/** One sickness: its days, its certificates and the one that is still to come; its officer ends or certifies it here. */
export const SicknessPage = ({ sickness }: { readonly sickness: ShownSickness }) => {
  const { officer } = useWorkspace();
  const openForm = useOpenForm();
  const { id, name, state, sending, text, firstDay, backOn, certificates, reportedAt } = sickness;
  const own = sickness.officer === officer.collarNumber && !isNotTaken(sickness);
  const missing = certificateMissing(sickness, forceDay(useNow()));
  const here = { pane: 'people', view: 'requests', id } as const;
  const certify = (
    <Button appearance={state === 'sick' ? 'secondary' : 'primary'} onClick={() => openForm('sickness.certify', id, here)}>
      {w.certify}
    </Button>
  );
  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <RecordNumber number={id} />
          <Chip tone="info">{requests.sickness}</Chip>
        </div>
        <h2 className={s.title}>{name}</h2>
        <p>{`${whatOf(sickness)}. ${w.reported(fullTime(reportedAt))}`}</p>
        <div className={s.chips}>
          <StateChip request={sickness} />
          <SendingChip sending={sending} />
        </div>
      </header>
      <ScrollRegion className={s.body} label={name}>
        <SendingNote sending={sending} />
        {missing !== undefined && (
          <p className={s.changed} role="status">
            {w.missing[missing]}
          </p>
        )}
        {text !== undefined && text !== '' && (
          <section className={s.said}>
            <p dir="auto">{text}</p>
          </section>
        )}
        <dl className={s.pairs}>
          <div>
            <dt>{w.firstDay}</dt>
            <dd>{`${weekday(firstDay)} ${shortDay(firstDay)}`}</dd>
          </div>
          <div>
            <dt>{w.backOn}</dt>
            <dd>{backOn === undefined ? w.notYet : `${weekday(backOn)} ${shortDay(backOn)}`}</dd>
          </div>
        </dl>
        <section>
          <h3>{w.certificates}</h3>
          {certificates.length === 0 ? (
            <p>{w.noCertificate}</p>
          ) : (
            certificates.map((one) => (
              <div key={`${one.at} ${one.from}`} className={s.said}>
                <p>
                  <b>{wordOf(w.sent, one.kind)}</b>, {shortDay(one.from)} to {shortDay(one.to)}
                </p>
                {one.text !== undefined && one.text !== '' && <p dir="auto">{one.text}</p>}
                {one.attachments !== undefined && one.attachments.length > 0 && (
                  <AttachmentList item={{ system: 'people', kind: 'sickness', id }} attachments={one.attachments} />
                )}
              </div>
            ))
          )}
        </section>
        <OtherFields other={sickness.other} of={name} />
      </ScrollRegion>
      {own && state === 'sick' && (
        <WithdrawButton question={w.withdrawAsk} withdraw={() => give('people', 'sickness.withdraw', { sicknessId: id })}>
          {certify}
          <Button appearance="primary" icon={<Stethoscope20Regular />} onClick={() => openForm('sickness.fit', id, here)}>
            {w.back}
          </Button>
        </WithdrawButton>
      )}
      {own && state === 'fit' && missing !== undefined && (
        <div className={s.answer}>
          <div className={s.acts}>
            <p />
            {certify}
          </div>
        </div>
      )}
    </>
  );
};
