import type { Code } from '../../../../contracts/domain/code-list.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import type { RadioCard } from '../../../ui/RadioCards.tsx';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import { type OpenAction as OpenActionOf, openActions } from '../../../workspace/openAction.ts';

/** What an officer does to an open log in a form of its own, and the command that it becomes. */
export const actionKinds = {
  regrade: 'incident.regrade',
  result: 'incident.result',
  request: 'incident.requestResource',
  mark: 'incident.addMark',
} as const;
export type ActionKind = keyof typeof actionKinds;

export type OpenAction = OpenActionOf<ActionKind>;
export const { draftOf, actionOf } = openActions(actionKinds);

/** Codes to choose one of, each by its words. */
export const cardsOf = (codes: readonly Code[]): readonly RadioCard<string>[] => codes.map(({ code, label }) => ({ value: code, label }));

export interface ActionProps {
  readonly log: ShownIncident;
  readonly open: MendingForm;
  readonly close: () => void;
}
