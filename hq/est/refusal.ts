import type { DeviceProblem } from '../../contracts/hq/device.ts';
import type { CmcFailInfo, CmsFault } from '../../pki/index.ts';

/** Why HQ issues no certificate: our code for the laptop, and CMC's for any other client (RFC 5272 §6.1.4). */
export interface CmcRefusal {
  /** TryLater: HQ itself cannot judge now. */
  readonly code: DeviceProblem | 'TryLater';
  readonly failInfo: CmcFailInfo;
}

/** What a fault in the message or in the card's certificate means to the laptop. */
export const refusalOf = (fault: CmsFault): CmcRefusal => {
  switch (fault) {
    case 'Malformed':
    case 'WrongContentType':
    case 'SignerMissing':
      return { code: 'Malformed', failInfo: 'badRequest' };
    case 'BadSignature':
      return { code: 'NotAuthorised', failInfo: 'badMessageCheck' };
    case 'Revoked':
      return { code: 'CardRevoked', failInfo: 'badCertId' };
    // HQ's own list of revoked cards is missing or out of date: the officer can only try again.
    case 'RevocationStale':
    case 'RevocationUnknown':
      return { code: 'TryLater', failInfo: 'tryLater' };
    // By HQ's clock: it, the laptop's or the card's dates may be wrong. That takes no right away.
    case 'Expired':
    case 'NotYetValid':
      return { code: 'Stale', failInfo: 'badTime' };
    case 'UntrustedAnchor':
      return { code: 'WrongForce', failInfo: 'badIdentity' };
    default:
      return { code: 'NotAuthorised', failInfo: 'badIdentity' };
  }
};
