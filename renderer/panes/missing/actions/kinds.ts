import type { ShownReport } from '../../../../contracts/ipc/missing.ts';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import { type OpenAction as OpenActionOf, openActions } from '../../../workspace/openAction.ts';

/** What an officer does to an open report in a form of its own, and the command that it becomes. */
export const actionKinds = {
  risk: 'missing.risk',
  review: 'missing.review',
  handOver: 'missing.handOver',
  linkLog: 'missing.linkLog',
  circulate: 'missing.circulate',
  endCirculation: 'missing.endCirculation',
  found: 'missing.found',
  notFound: 'missing.notFound',
  wellBeing: 'missing.wellBeing',
  death: 'missing.death',
} as const;
export type ActionKind = keyof typeof actionKinds;

export type OpenAction = OpenActionOf<ActionKind>;
export const { draftOf, actionOf } = openActions(actionKinds);

export interface ActionProps {
  readonly report: ShownReport;
  readonly open: MendingForm;
  /** Leaves the form, for another on the same report where one is named. */
  readonly close: (next?: ActionKind) => void;
}
