import type { TodayView } from '../../../../contracts/ipc/today.ts';
import { useKeptReports } from '../../../workspace/useKeptReports.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { type StillOpen, stillOpen } from './stillOpen.ts';

/** What the officer leaves open now. */
export const useStillOpen = (view: TodayView): StillOpen => stillOpen(view, useKeptReports(), useWorkspace().link?.unsent ?? 0);
