import type { ClientConfig } from '../../../contracts/config.ts';
import type { Marking } from '../../../contracts/domain/common.ts';
import type { Policy } from '../../../contracts/domain/policy.ts';

/** The rules that hold on this laptop now: the force's signed policy and the laptop's own configuration, the stricter of the two. */
export interface PolicyInForce {
  /** 0: this laptop has no signed policy yet. */
  readonly version: number;
  readonly idleLockSeconds: number;
  readonly cardRemoval: Policy['cardRemoval'];
  readonly pin: Policy['pin'];
  /** How long work opens without HQ after a lease was issued; 0: never. Undefined: as long as the lease itself says. */
  readonly offlineHours: number | undefined;
  readonly unusedFolderDays: number;
  /** Whether drafts go, sealed, by way of HQ to the officer's other laptops. */
  readonly draftsTravel: boolean;
  /** Whether lists of codes are taken only as the policy certificate has signed them. */
  readonly signedCodeLists: boolean;
  /** Whether messages are signed, and encrypted, unless their writer says otherwise. */
  readonly mail: NonNullable<Policy['mail']>;
  readonly alerts: NonNullable<Policy['alerts']>;
  /** Whether a search at HQ asks for a reason. */
  readonly asksWhy: boolean;
  /** In bytes. */
  readonly blobs: NonNullable<Policy['blobs']>;
  readonly unsent: NonNullable<Policy['unsent']>;
  readonly screenCapture: NonNullable<Policy['screenCapture']>;
  readonly updates: {
    /** Below it nothing but what waits to be sent goes to HQ. */
    readonly minimumVersion: string | undefined;
    /** From when on, where that is not at once. */
    readonly minimumFrom: string | undefined;
    /** Whose laptops take pilot releases. */
    readonly pilot: { readonly percent: number; readonly pools: readonly string[] };
  };
  readonly defaultMarking: Marking;
}

/** Without a policy no officer's work is shredded before the longest time that a policy may set. */
const LONGEST_UNUSED_DAYS = 365;

const MB = 1024 * 1024;
/** A film of body-worn video, and a shift's photographs and films; policy may say less or more. */
const BLOBS = { maxBytes: 256 * MB, maxTotalBytes: 2048 * MB } as const;
/** What a laptop that is being wiped can hand over in minutes on a good link. */
const UNSENT = { maxBytes: 256 * MB } as const;

/** A signature asks for the PIN, and nobody is encrypted to who has no certificate. */
const MAIL = { sign: false, encrypt: false } as const;

/** A missed job is worse than a sound, or than a call sign on a locked screen. */
const ALERTS = { atLock: true, sound: true } as const;

const NO_PILOT = { percent: 0, pools: [] } as const;

/** What holds when HQ's policy says this, or nothing yet, and the configuration sets these floors. */
export const inForce = (signed: Policy | undefined, floors: ClientConfig['policy']): PolicyInForce => {
  const minLength = Math.max(floors.pinMinLength, signed?.pin.minLength ?? 0);
  const maxLength = Math.min(floors.pinMaxLength, signed?.pin.maxLength ?? floors.pinMaxLength);
  return {
    version: signed?.version ?? 0,
    idleLockSeconds: Math.min(floors.idleLockSeconds, signed?.idleLockSeconds ?? floors.idleLockSeconds),
    cardRemoval: signed?.cardRemoval ?? 'lock',
    // Two rules that leave no length at all would keep everybody out: then the longer minimum alone counts.
    pin: { minLength, maxLength: Math.max(minLength, maxLength) },
    offlineHours: signed?.offlineHours,
    unusedFolderDays: signed?.retention.unusedFolderDays ?? LONGEST_UNUSED_DAYS,
    draftsTravel: signed?.draftsTravel ?? false,
    signedCodeLists: signed?.codeLists?.signed ?? false,
    mail: signed?.mail ?? MAIL,
    alerts: signed?.alerts ?? ALERTS,
    asksWhy: signed?.search?.reason !== 'never',
    blobs: signed?.blobs ?? BLOBS,
    unsent: signed?.unsent ?? UNSENT,
    screenCapture: signed?.screenCapture ?? 'forbidden',
    updates: {
      minimumVersion: signed?.updates?.minimumVersion,
      minimumFrom: signed?.updates?.minimumFrom,
      pilot: signed?.updates?.pilot ?? NO_PILOT,
    },
    defaultMarking: signed?.defaultMarking ?? 'OFFICIAL',
  };
};
