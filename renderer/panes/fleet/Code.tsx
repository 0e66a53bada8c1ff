import type { EnrolmentOffer } from '../../../contracts/hq/fleet.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import s from './form.module.css';

/** A one-time code, large enough to be read across a desk and typed on the laptop. */
export const Code = ({ offer }: { readonly offer: EnrolmentOffer }) => {
  const now = useNow();
  return (
    <div className={s.code} role="status">
      <span>
        {strings.fleet.add.code} {offer.device}
      </span>
      <b>{offer.code}</b>
      <span>{strings.fleet.add.until(dayClock(offer.until, now))}</span>
    </div>
  );
};
