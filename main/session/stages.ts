import type { z } from 'zod';
import type { CardHolder, Officer } from '../../contracts/domain/officer.ts';
import type {
  CardChoice,
  CardRefusal,
  DeviceBlock,
  LaptopFault,
  LockCause,
  pinRules,
  pinTries,
  SignInRefusal,
  unlockStep,
} from '../../contracts/ipc/session.ts';

export type PinTries = z.infer<typeof pinTries>;
export type PinRules = z.infer<typeof pinRules>;
export type UnlockStep = z.infer<typeof unlockStep>;

/** The officer whose work was open last and is locked on this laptop now. */
export interface Held {
  readonly holder: Pick<CardHolder, 'name' | 'rank'>;
  readonly since: string;
  readonly cause: LockCause;
  readonly unsent: number;
}

type SignInScreen = { readonly held: Held | undefined };
type WithCard = SignInScreen & { readonly cardId: string };

/** no card → card seen → PIN → unlocking → open; a lock leads back to the sign-in screen, with `held` saying whose work waits. */
export type Stage =
  | { readonly kind: 'starting' }
  | { readonly kind: 'fault'; readonly fault: LaptopFault }
  /** ICT has taken the laptop out of use: no card and no PIN counts until it gives it back. */
  | { readonly kind: 'withdrawn'; readonly deviceBlock: DeviceBlock }
  | ({ readonly kind: 'noCard' } & SignInScreen)
  | ({ readonly kind: 'cardSeen' } & WithCard)
  | ({ readonly kind: 'cardRefused'; readonly refusal: CardRefusal } & WithCard)
  /** The card's certificates leave it open whose it is, or which are meant: the officer says. */
  | ({ readonly kind: 'choose'; readonly choices: readonly CardChoice[] } & WithCard)
  | ({
      readonly kind: 'pin';
      readonly holder: CardHolder;
      readonly tries: PinTries;
      readonly rules: PinRules;
      readonly refusal: SignInRefusal | undefined;
    } & WithCard)
  | ({ readonly kind: 'blocked'; readonly holder: CardHolder; readonly rules: PinRules } & WithCard)
  | ({
      readonly kind: 'unlocking';
      readonly holder: CardHolder;
      readonly step: UnlockStep;
      readonly attempt: number;
      readonly rules: PinRules;
    } & WithCard)
  | {
      readonly kind: 'open';
      readonly cardId: string;
      readonly holder: CardHolder;
      readonly rules: PinRules;
      readonly officer: Officer;
      readonly leaseUntil: string;
    };

export interface Machine {
  readonly stage: Stage;
  /** Presences in the readers, in the order in which they came. */
  readonly cards: readonly string[];
  /** Those of them that were read and cannot be used. */
  readonly refused: ReadonlyMap<string, CardRefusal>;
  /** Counts sign-ins, so that the late end of an abandoned one is recognised. */
  readonly attempts: number;
}

/** What a look at laptop and readers says. */
export type Look =
  | { readonly type: 'faulted'; readonly fault: LaptopFault }
  | {
      readonly type: 'cards';
      readonly cards: readonly string[];
      readonly at: string;
      readonly unsent: number;
      /** Policy: when the card of open work leaves, the sign-in screen does not say whose work it was. */
      readonly forget?: boolean;
    };

export type Event =
  | Look
  /** The laptop is up, or up again as another one. `look`: undefined until its readers have been looked at. */
  | { readonly type: 'attached'; readonly look: Look | undefined }
  /** ICT has locked or wipes this laptop, or the wipe has come further. */
  | { readonly type: 'withdrawn'; readonly deviceBlock: DeviceBlock }
  /** HQ has cut this laptop off. */
  | { readonly type: 'disowned' }
  /** ICT has unlocked the laptop, or HQ knows it again. */
  | { readonly type: 'restored' }
  | {
      readonly type: 'read';
      readonly cardId: string;
      readonly holder: CardHolder;
      readonly tries: PinTries;
      readonly rules: PinRules;
      readonly blocked: boolean;
    }
  | { readonly type: 'inDoubt'; readonly cardId: string; readonly choices: readonly CardChoice[] }
  | { readonly type: 'refusedCard'; readonly cardId: string; readonly refusal: CardRefusal }
  /** What this laptop knows about revocation was renewed. */
  | { readonly type: 'trustRenewed' }
  /** How the PIN stands after it was changed or unblocked, or after a try at that. */
  | { readonly type: 'pinTold'; readonly cardId: string; readonly tries: PinTries; readonly blocked: boolean }
  | { readonly type: 'pinEntered' }
  | { readonly type: 'step'; readonly attempt: number; readonly step: UnlockStep }
  | { readonly type: 'opened'; readonly attempt: number; readonly officer: Officer; readonly leaseUntil: string }
  | { readonly type: 'notOpened'; readonly attempt: number; readonly refusal: SignInRefusal; readonly tries: PinTries }
  | { readonly type: 'leaseRenewed'; readonly officer: Officer; readonly leaseUntil: string }
  | { readonly type: 'lock'; readonly cause: LockCause; readonly at: string; readonly unsent: number };

/** What the world must do after a transition; the runner does it in this order. */
export type Effect =
  | { readonly type: 'readCard'; readonly cardId: string }
  /** A sign-in that is under way, or has just come to its end, is not wanted any more. */
  | { readonly type: 'abandon'; readonly attempt: number }
  /** Close the store, zero the keys, drop the shift key, end the streams, end the page's process. */
  | { readonly type: 'close'; readonly cause: LockCause };

export interface Step {
  readonly machine: Machine;
  readonly effects: readonly Effect[];
}
