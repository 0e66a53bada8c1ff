import type { CardHolder, Officer } from '../../contracts/domain/officer.ts';
import type { LockCause, SignInRefusal } from '../../contracts/ipc/session.ts';
import type { CardCertificate } from '../../native/protocol/index.ts';
import type { CardDecryption } from '../card/card-decryption.ts';
import type { CardSignature } from '../card/card-signature.ts';
import type { UnsealedWork } from '../device/unsent/keeper.ts';
import type { Store } from '../store/store.ts';
import type { AttachmentSource } from '../sync/blobs/fetch.ts';
import type { Register } from '../sync/services/register.ts';
import type { SearchAtHq } from '../sync/services/search.ts';
import type { VideoService } from '../sync/services/video.ts';
import type { CallForHelp } from '../sync/services.ts';
import type { MailReader } from '../systems/mail/reader/client.ts';
import type { MailService } from '../systems/mail/service.ts';
import type { PinTries } from './machine.ts';

/** A warrant card in a reader whose certificates have been checked; its PIN has not been asked yet. */
export interface WarrantCard {
  readonly cardId: string;
  readonly holder: CardHolder;
  /** 9A: signs the request for the shift certificate. */
  readonly authentication: CardCertificate;
  /** 9C: signs what the officer puts a name to; asks for the PIN each time. */
  readonly signature: CardCertificate;
  /** 9D: opens the card's share of the store key. */
  readonly keyManagement: CardCertificate;
}

/** One officer's open work, from PIN to lock. */
export interface OpenWork {
  readonly officer: Officer;
  readonly leaseUntil: Date;
  readonly store: Store;
  /** The force's mail; undefined until HQ has issued the shift certificate. */
  readonly mail: MailService | undefined;
  /** The same on a connection of its own, opened when something is looked for. */
  readonly lookup: MailService | undefined;
  readonly reader: MailReader;
  /** HQ's fleet register; undefined until HQ has issued the shift certificate. */
  readonly register: Register | undefined;
  /** What HQ's items carry; undefined until HQ has issued the shift certificate. */
  readonly attachments: AttachmentSource | undefined;
  /** Body-worn video at HQ; undefined until HQ has issued the shift certificate. */
  readonly video: VideoService | undefined;
  /** Calls for help at HQ; undefined until HQ has issued the shift certificate. */
  readonly callForHelp: CallForHelp | undefined;
  /** Searches at HQ; undefined until HQ has issued the shift certificate. */
  readonly searchAtHq: SearchAtHq | undefined;
  /** The card's signature key (9C), while this work is open. */
  readonly signature: CardSignature | undefined;
  /** The card's key management key (9D), while this work is open. */
  readonly decryption: CardDecryption;
  /** Work that HQ has not got yet, as last counted. */
  readonly unsent: number;
  /** Of that, what HQ did not take: it waits for the officer. */
  readonly undecided: number;
  /** Of that, what the sealed copy has not: a lost laptop loses it. */
  readonly unsealed: UnsealedWork;
  onLease(listener: (officer: Officer, until: Date) => void): void;
  /** HQ has taken the officer's or the laptop's right away, or the lease has run out. */
  onEnded(listener: (cause: LockCause) => void): void;
  onUnsent(listener: () => void): void;
  /** Journals the cause, ends every stream, closes the store, zeroes the keys. Never rejects. */
  close(cause: LockCause): Promise<void>;
}

/** Why a sign-in did not open the work. `tries` is what the card said afterwards. */
export class SignInError extends Error {
  readonly code: SignInRefusal;
  readonly tries: PinTries | undefined;
  constructor(code: SignInRefusal, options: { readonly tries?: PinTries | undefined; readonly cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'SignInError';
    this.code = code;
    this.tries = options.tries;
  }
}
