import { type ListFault, type PathFault, pathFaultWords } from '../../pki/index.ts';
import { ConfigError } from '../config.ts';

/** Expired, Partial: laptops take such a list and then let nobody in. */
type FileFault = ListFault | 'Expired' | 'Partial';

/** What laptops would refuse: the configuration's field, a closed code, and what is wrong in words. */
export interface Unfit {
  readonly field: string;
  readonly code: PathFault | FileFault;
  readonly words: string;
}

export const unfitCertificate = (field: string, code: PathFault): Unfit => ({ field, code, words: pathFaultWords[code] });

export const unfitList = (field: string, code: FileFault): Unfit => ({ field, code, words: listWords[code] });

const listWords: Readonly<Record<FileFault, string>> = {
  Malformed: 'not a complete revocation list that they understand',
  NoNumber:
    'the list has no CRL number (it may be version 1) or none of 20 octets at most, so that an old list could not be told from a new one',
  NoNextUpdate: 'the list has no nextUpdate, so that it would last for ever',
  WrongIssuer: 'the list is of another issuer',
  BadSignature: 'the list is not signed with this authority’s key, or with a method that is no longer safe',
  Future: 'the list is from the future; check the clock of whatever made it',
  Expired: 'the list is out of date; issue a new one',
  Partial: 'the list speaks only for some of the certificates or reasons (issuing distribution point); issue one for all',
};

/** Throws ConfigError when there is something that laptops would refuse. */
export const demandFit = (unfit: Unfit | undefined): void => {
  if (unfit !== undefined) throw new ConfigError(`${unfit.field}: laptops would refuse it: ${unfit.words}`);
};
