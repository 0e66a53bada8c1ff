import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Edit20Regular } from '@fluentui/react-icons/svg/edit';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { PersonFeedback20Regular } from '@fluentui/react-icons/svg/person-feedback';
import { mayChangeCrime } from '../../../../contracts/domain/crime-changes.ts';
import { mayReviewCrime } from '../../../../contracts/domain/crime-steps.ts';
import type { ShownCrime } from '../../../../contracts/ipc/crime.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { TwoVersions } from '../../../workspace/versions/TwoVersions.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './acts.module.css';
import { crimeVersions } from './crimeVersions.tsx';

const w = strings.changes;

/** What the officer can do with a report that is theirs to change or to review; nothing with anybody else's. */
export const Acts = ({ report }: { readonly report: ShownCrime }) => {
  const { officer } = useWorkspace();
  const openForm = useOpenForm();
  const { id, sending, status, review } = report;
  const mayChange = mayChangeCrime(report, officer);
  const mayReview = mayReviewCrime(report, officer);
  if (!mayChange && !mayReview && sending !== 'conflict') return null;
  const toReview = mayReview && status === 'filed' && review?.state !== 'approved';
  return (
    <fieldset className={s.acts} aria-label={w.acts}>
      {sending === 'conflict' && <TwoVersions of={crimeVersions} itemId={id} />}
      {mayChange && (
        <>
          <Button icon={<Edit20Regular />} onClick={() => openForm('crime.update', id)}>
            {w.update.open}
          </Button>
          <Button icon={<PersonFeedback20Regular />} onClick={() => openForm('crime.victimUpdate', id)}>
            {w.victim.open}
          </Button>
          <Button icon={<FolderOpen20Regular />} onClick={() => openForm('crime.outcome', id)}>
            {w.outcome.open}
          </Button>
        </>
      )}
      {mayReview && (
        <Button
          appearance={toReview ? 'primary' : 'secondary'}
          icon={<CheckmarkCircle20Regular />}
          onClick={() => openForm('crime.review', id)}
        >
          {w.review.open}
        </Button>
      )}
    </fieldset>
  );
};
