import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import type { TodayView } from '../../../../contracts/ipc/today.ts';
import { durationLong } from '../../../format/time.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from '../today.module.css';
import { countOpen } from './stillOpen.ts';
import { tourEnding } from './tourEnding.ts';
import { useStillOpen } from './useStillOpen.ts';

const w = strings.tour;

/** Offers the end of the tour once it is near; nothing before. */
export const TourPanel = ({ view, now }: { readonly view: TodayView; readonly now: Date }) => {
  const { go } = useWorkspace();
  const open = countOpen(useStillOpen(view));
  const tour = tourEnding(view.shift, now);
  if (tour === undefined) return null;
  const length = durationLong(Math.abs(tour.leftMs));
  const title = tour.leftMs > 0 ? w.soon(length) : w.over(length);
  return (
    <section className={s.tour} aria-label={title}>
      <h2>{title}</h2>
      <p>{w.things(open)}</p>
      <Button icon={<ArrowRight20Regular />} iconPosition="after" onClick={() => go({ pane: 'today', view: 'tour' })}>
        {w.open}
      </Button>
    </section>
  );
};
