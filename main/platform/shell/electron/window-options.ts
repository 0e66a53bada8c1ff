import type { Session } from 'electron';
import type { Sender } from '../port.ts';

/** Answers one channel's calls from a window. */
export type CallListener = (from: Sender, payload: unknown) => Promise<unknown>;

export interface WindowOptions {
  readonly id: number;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly preload: string;
  readonly session: Session;
  /** Whether the window is kept out of pictures of the screen when it is made. */
  readonly isProtected: () => boolean;
  readonly listeners: ReadonlyMap<string, CallListener>;
}
