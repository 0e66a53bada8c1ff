import { createContext, useContext } from 'react';
import type { Officer } from '../../contracts/domain/officer.ts';
import type { CommonCode } from '../../contracts/ipc/define.ts';
import type { DraftRow } from '../../contracts/ipc/drafts.ts';
import type { LinkStatus } from '../../contracts/ipc/link.ts';
import type { Appearance } from '../../contracts/ipc/session.ts';
import type { MyUnit } from '../../contracts/ipc/storm.ts';
import type { TodayView } from '../../contracts/ipc/today.ts';
import type { PinRules } from '../format/pinRules.ts';
import type { Reference } from '../format/references.ts';
import type { Alerts } from '../hooks/useAlerts.ts';
import type { Ask, Loaded } from '../hooks/useAsk.ts';
import type { Codes } from './codes.ts';
import type { Location, PaneName } from './location.ts';

/** A log on screen. */
export interface OpenLog {
  readonly id: string;
  /** The officer's unit is among its resources. */
  readonly mine: boolean;
  /** It is not closed. */
  readonly open: boolean;
  /** Its newest line, which the officer has before them. */
  readonly upTo?: string | undefined;
}

/** What every pane of an open session may ask for. It goes with the session. */
export interface Workspace {
  readonly officer: Officer;
  readonly appearance: Appearance;
  readonly link: LinkStatus | undefined;
  readonly today: Ask<Loaded<TodayView, CommonCode>>;
  /** The officer's own unit; null when on none, undefined until known. */
  readonly unit: MyUnit | null | undefined;
  readonly codes: Codes;
  readonly go: (to: PaneName | Location) => void;
  /** Opens the one item on this laptop that a reference names, else the search with its words. */
  readonly find: (reference: Pick<Reference, 'search' | 'id'>) => void;
  /** Opens what was begun and not sent, where it belongs. */
  readonly openDraft: (draft: DraftRow) => void;
  /** Opens the list of what is unsent, with the drafts of this laptop under it. */
  readonly showUnsent: () => void;
  /** Calls what is open in a pane by another name: nothing closes, and nothing moves. */
  readonly rename: (to: Location) => void;
  /** The status and the attachment of the own unit; they go out like any other piece of work (app/useUnitStatus.ts). */
  readonly setStatus: (status: number) => void;
  readonly assign: (log: OpenLog, status: number) => void;
  /** Tells which log is on screen: what a status is set beside. */
  readonly look: (log: OpenLog | undefined) => void;
  readonly alerts: Alerts;
  /** What calls for help is down: held for a second it does. */
  readonly callForHelp: () => void;
  /** Of a PIN, as the card in the reader has told them. */
  readonly pinRules: PinRules | undefined;
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined);
export const WorkspaceProvider = WorkspaceContext.Provider;

/** The workspace of the session that is open. A pane outside one is a mistake in the program. */
export const useWorkspace = (): Workspace => {
  const workspace = useContext(WorkspaceContext);
  if (workspace === undefined) throw new Error('no session is open');
  return workspace;
};
