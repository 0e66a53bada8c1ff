import { runsAt } from '../../../../contracts/domain/briefing-rules.ts';
import type { ShownBriefing } from '../../../../contracts/ipc/today.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Chip } from '../../../ui/Chip.tsx';

const w = strings.briefing;

/** Of an item that does not run now, why. */
export const StandingChip = ({ item }: { readonly item: ShownBriefing }) => {
  const now = useNow().toISOString();
  if (runsAt(item, now)) return null;
  return <Chip tone="plain">{item.ended === undefined && item.from > now ? w.coming : w.over}</Chip>;
};
