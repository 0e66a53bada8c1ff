import { BranchFork20Filled } from '@fluentui/react-icons/svg/branch-fork';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { warningOf } from '../../../contracts/domain/alert.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { strings } from '../../strings/index.ts';
import { Chip } from '../../ui/Chip.tsx';

type Line = ShownIncident['lines'][number];

/** How far a line of one's own is that HQ has not got. */
export const sendingIcons: Readonly<Record<NonNullable<Line['sending']>, ReactNode>> = {
  waiting: <Clock20Filled />,
  sending: <Clock20Filled />,
  conflict: <BranchFork20Filled />,
  refused: <ErrorCircle20Filled />,
};

/** What a line warns of, in words; nothing when it warns of nothing. `struck`: it was sent in error. */
export const WarningMark = ({ line, struck = false }: { readonly line: Line; readonly struck?: boolean }) => {
  const kind = warningOf(line);
  return (
    kind !== undefined && (
      <Chip tone={struck ? 'plain' : 'danger'} icon={<Warning20Filled />}>
        {strings.storm.actions.mark.kinds[kind]}
      </Chip>
    )
  );
};
