import { join } from 'node:path';
import { writeFileAtomic } from '../platform/files/atomic.ts';

/**
 * What OpenSC must be told (opensc.conf(5)): by default it keeps the PIN and may give it to the card again after a reset, and cannot
 * unblock a PIN. It takes its file from OPENSC_CONF, in place of the machine's own; other modules do not look at it. The default
 * application is all of them: OpenSC's modules each have a name of their own (opensc-pkcs11, onepin-opensc-pkcs11).
 */
const CONFIGURATION = `app default {
  framework pkcs15 {
    use_pin_caching = false;
  }
  pkcs11 {
    user_pin_unblock_style = set_pin_in_unlogged_session;
  }
}
`;

/** Writes OpenSC's configuration into `folder`, anew at each start, and returns the file's path: the card service's OPENSC_CONF. */
export const writeOpenScConfiguration = (folder: string): string => {
  const file = join(folder, 'opensc.conf');
  writeFileAtomic(file, Buffer.from(CONFIGURATION));
  return file;
};
