import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import { useState } from 'react';
import type { Missing } from '../../../../contracts/domain/missing.ts';
import { reviewState } from '../../../../contracts/domain/missing-review.ts';
import { gradeOf, whyNotMissing } from '../../../../contracts/domain/missing-steps.ts';
import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import { dayClock } from '../../../format/time.ts';
import { give } from '../../../give.ts';
import { useNow } from '../../../hooks/useNow.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Chip } from '../../../ui/Chip.tsx';
import { Risk } from '../../../ui/Risk.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { ActionKind } from '../actions/kinds.ts';
import s from './record.module.css';

const { missing: w } = strings;

/** The risk that holds, why, who set it, and when it is looked at again; a supervisor reviews it, anybody else asks for that. */
export const RiskPanel = ({ report, act }: { readonly report: ShownReport; readonly act: (kind: ActionKind) => void }) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const [asked, setAsked] = useState<ErrorCode | 'ok'>();
  const { risks, reviews, reviewDue, lines } = report;
  const risk = risks.at(-1);
  const review = reviews.at(-1);
  const standing = reviewState(report, now.toISOString());
  const may = (deed: ActionKind | 'askReview'): boolean => whyNotMissing(report as Missing, deed, officer) === undefined;
  const since = review === undefined || (risk !== undefined && risk.at > review.at) ? risk?.at : review.at;
  const isAsked = asked === 'ok' || lines.some(({ kind, at }) => kind === 'reviewAsked' && at > (since ?? ''));
  const ask = async (): Promise<void> => {
    const answer = await give('missing', 'missing.askReview', { missingId: report.id });
    setAsked(answer.ok ? 'ok' : answer.code);
  };
  return (
    <section className={s.risk} aria-label={strings.forms.missingPerson.grade}>
      <header>
        <h3>
          <Risk grade={gradeOf(report as Missing)} word />
        </h3>
        {standing === 'late' && (
          <Chip tone="danger" icon={<Warning20Filled />}>
            {w.review.chipLate}
          </Chip>
        )}
      </header>
      {risk !== undefined && risk.reasons.length > 0 && (
        <ul className={s.reasons}>
          {risk.reasons.map((reason) => (
            <li key={reason} dir="auto">
              {reason}
            </li>
          ))}
        </ul>
      )}
      {risk !== undefined && risk.whyNotLower !== '' && (
        <p className={s.why} dir="auto">
          {risk.whyNotLower}
        </p>
      )}
      <p>
        {[
          risk && w.setBy(dayClock(risk.at, now), risk.by),
          review && w.reviewedBy(dayClock(review.at, now), review.by),
          reviewDue && (standing === 'late' ? w.reviewWas : w.reviewIs)(dayClock(reviewDue, now)),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <div className={s.ways}>
        {may('review') ? (
          <Button appearance={standing === 'late' ? 'primary' : 'secondary'} onClick={() => act('review')}>
            {w.doReview}
          </Button>
        ) : (
          may('askReview') && (
            <Button disabledFocusable={isAsked} onClick={() => void ask()}>
              {isAsked ? w.asked : w.askReview}
            </Button>
          )
        )}
        {may('risk') && (
          <Button aria-keyshortcuts="Alt+G" onClick={() => act('risk')}>
            {w.setRisk}
          </Button>
        )}
      </div>
      {asked !== undefined && asked !== 'ok' && <p role="alert">{toldOf(asked)}</p>}
    </section>
  );
};
