import { draftKeyOf } from '../../../../contracts/domain/draft-key.ts';
import type { ShownIncident } from '../../../../contracts/ipc/storm.ts';
import type { MendingForm } from '../../../workspace/form/mendedPayload.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';

/** What an officer does to an open log in a form of its own, and the command that it becomes. */
export const actionKinds = {
  regrade: 'incident.regrade',
  result: 'incident.result',
  request: 'incident.requestResource',
  mark: 'incident.addMark',
} as const;
export type ActionKind = keyof typeof actionKinds;

/** A form that is open on a log. `draft`: the key of the draft in it, where that is another than the log's own. */
export interface OpenAction extends Pick<BegunForm, 'mend'> {
  readonly kind: ActionKind;
  readonly draft?: string | undefined;
}

/** The key of the draft in it. `called`: by what the log was opened, its number or provisional. */
export const draftOf = ({ kind, draft }: OpenAction, called: string): string => draft ?? draftKeyOf(actionKinds[kind], called);

/** The form of a command; undefined for a command that has none here. */
export const actionOf = (command: string): ActionKind | undefined =>
  (Object.keys(actionKinds) as ActionKind[]).find((kind) => actionKinds[kind] === command);

export interface ActionProps {
  readonly log: ShownIncident;
  readonly open: MendingForm;
  readonly close: () => void;
}
