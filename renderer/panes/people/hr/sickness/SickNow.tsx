import { Stethoscope20Regular } from '@fluentui/react-icons/svg/stethoscope';
import { forceDay } from '../../../../../contracts/domain/force-calendar.ts';
import { certificateMissing } from '../../../../../contracts/domain/sickness-rules.ts';
import { api } from '../../../../api.ts';
import { shortDay } from '../../../../format/time.ts';
import { useFetched } from '../../../../hooks/useAsk.ts';
import { useNow } from '../../../../hooks/useNow.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import type { LocationOf } from '../../../../workspace/location.ts';
import { useOpenForm } from '../../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import s from '../../people.module.css';
import { isNotTaken } from '../StateChip.tsx';

const { sickness: w } = strings.hr;

/** While the officer is sick, or owes a certificate: since when, what is still to come, and the way to end or certify it. Nothing otherwise. */
export const SickNow = ({ back }: { readonly back: LocationOf<'people'> }) => {
  const { officer } = useWorkspace();
  const openForm = useOpenForm();
  const today = forceDay(useNow());
  const { state } = useFetched(['people.requests'], () => api.people.requests(null), { topics: ['people'] });
  const own = (state.kind === 'ready' ? state.value.sickness : []).filter(
    (one) => one.officer === officer.collarNumber && !isNotTaken(one),
  );
  const sickness = own.find((one) => one.state === 'sick' || certificateMissing(one, today) !== undefined);
  if (sickness === undefined) return null;
  const missing = certificateMissing(sickness, today);
  const isSick = sickness.state === 'sick';
  return (
    <section className={s.told} aria-label={w.nowTitle}>
      <h2>
        <Stethoscope20Regular />
        {isSick ? w.now(shortDay(sickness.firstDay)) : w.owed}
      </h2>
      {missing !== undefined && <p>{w.missing[missing]}</p>}
      {isSick && (
        <Button appearance="primary" onClick={() => openForm('sickness.fit', sickness.id, back)}>
          {w.back}
        </Button>
      )}{' '}
      <Button onClick={() => openForm('sickness.certify', sickness.id, back)}>{w.certify}</Button>
    </section>
  );
};
