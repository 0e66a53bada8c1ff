import type { JournalAction } from '../../contracts/domain/journal.ts';
import type { LaptopFault, PinChangeRefusal, SessionState, SignInRefusal } from '../../contracts/ipc/session.ts';
import type { Result } from '../../contracts/result.ts';
import type { CardService } from '../card/service.ts';
import type { SessionControl } from '../device/session-control.ts';
import type { Log } from '../platform/log/log.ts';
import type { PinRules } from './machine.ts';
import type { CardReading } from './read-card.ts';
import type { OpenWork, WarrantCard } from './work.ts';

/** What the session has from the start. */
export interface SessionPorts {
  /** Ends the page's process, so that its memory goes, and shows the sign-in screen in a new one. */
  readonly renewPage: () => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
}

/** What the session is given once the laptop is up. */
export interface SessionLaptop {
  readonly card: CardService;
  readonly readCard: (cardId: string) => Promise<CardReading>;
  /** Opens the officer's work; rejects with SignInError. Zeroes the PIN. Given up when the signal aborts. */
  readonly unlock: (
    card: WarrantCard,
    pin: Uint8Array,
    onStep: (step: 'card' | 'hq' | 'store') => void,
    signal: AbortSignal,
  ) => Promise<OpenWork>;
  /** Policy: the sign-in screen does not say whose work it was once its card has left. */
  readonly forgetsHolder?: () => boolean;
  /** What happened at the sign-in screen, for the laptop's own journal: at the sign-in screen no officer's is open. Must not throw. */
  readonly journal?: (note: SessionNote) => void;
  readonly pinRules: Pick<PinRules, 'minLength' | 'maxLength'>;
}

/** `staffId`: the officer whom the card names, if it was believed. `detail`: a code, never data. */
export interface SessionNote {
  readonly action: Extract<JournalAction, 'cardSeen' | 'cardRefused' | 'signInFailed' | 'switch' | 'pinChanged' | 'pinUnblocked'>;
  readonly staffId: string | undefined;
  readonly detail: string;
}

export interface Session extends SessionControl {
  /**
   * Serves the officers of this laptop, or says why there is nothing to open on it, until the laptop is detached. A laptop that becomes
   * known to HQ while the program runs is attached anew; whoever listens goes on listening.
   */
  attach(laptop: Result<SessionLaptop, LaptopFault>): void;
  readonly state: SessionState;
  /** The open officer's work; undefined at the sign-in screen. */
  readonly work: OpenWork | undefined;
  onChange(listener: (state: SessionState) => void): void;
  /** Zeroes `pin`. The card gets it once; nothing here tries again. */
  signIn(pin: Uint8Array): Promise<Result<null, SignInRefusal>>;
  /** Takes one of the identities on the card, by the id of its choice. */
  choose(id: string): Result<null, 'CardRemoved'>;
  /** At a PIN prompt or while work is open. Zeroes both; the rules are checked before a try is used. */
  changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<Result<null, PinChangeRefusal>>;
  /** For a blocked card. Zeroes both. Afterwards the sign-in screen asks for the PIN, with all its tries. */
  unblockPin(puk: Uint8Array, newPin: Uint8Array): Promise<Result<null, PinChangeRefusal>>;
  /** What this laptop knows about revocation was renewed: a card that was refused is read again. */
  trustRenewed(): void;
  /** Locks, lets go of the laptop, and waits until all is closed. Nobody signs in until another one is attached. */
  detach(): Promise<void>;
}
