import type { CardRequest } from '../../native/protocol/index.ts';

/** A contact card takes some 44 ms an answer; OpenSC needs some forty answers to get to know one. */
const READ_MS = 15_000;
/** One private-key operation of a slow card is under 2 s; a card that another program holds is waited for. */
const KEY_MS = 15_000;
/** An officer at a reader with its own keypad: readers give up after 30 to 60 s by themselves. */
export const PIN_PAD_MS = 75_000;
/** Loading a vendor's module and its first look at the readers; some take seconds to find the system's service. */
export const START_MS = 15_000;

export type Deadlines = Readonly<Record<CardRequest['op'], number>>;

/** How long each operation may take before its process is held to hang, is killed and started again. Milliseconds. */
export const DEADLINES: Deadlines = {
  cards: READ_MS,
  certificates: READ_MS,
  login: KEY_MS,
  logout: READ_MS,
  sign: KEY_MS,
  decrypt: KEY_MS,
  derive: KEY_MS,
  changePin: KEY_MS,
  unblockPin: KEY_MS,
};
