import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { BranchFork20Filled } from '@fluentui/react-icons/svg/branch-fork';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import type { ReactNode } from 'react';
import type { Sending } from '../../../contracts/ipc/sending.ts';
import { strings } from '../../strings/index.ts';
import { Chip, type Tone } from '../../ui/Chip.tsx';
import s from './sending.module.css';

const marks: Readonly<Record<Sending, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  waiting: { tone: 'warn', icon: <Clock20Filled /> },
  sending: { tone: 'info', icon: <ArrowSync20Regular /> },
  conflict: { tone: 'warn', icon: <BranchFork20Filled /> },
  refused: { tone: 'danger', icon: <ErrorCircle20Filled /> },
};

/** How far what was decided here is; nothing where HQ has done it all. */
export const SendingChip = ({ sending }: { readonly sending: Sending | undefined }) =>
  sending === undefined ? null : (
    <Chip tone={marks[sending].tone} icon={marks[sending].icon}>
      {strings.crime.sending[sending]}
    </Chip>
  );

/** The same in words: what is safe, and what to do. */
export const SendingNote = ({ sending }: { readonly sending: Sending | undefined }) => (
  <p className={s.note} role="status" hidden={sending === undefined}>
    {sending !== undefined && strings.crime.sendingWhy[sending]}
  </p>
);
