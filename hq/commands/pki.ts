import { defineCommand, UsageError } from '../command-line/command.ts';
import { issueList } from '../provision/list.ts';
import { placesIn } from '../provision/places.ts';
import { renewCertificate } from '../provision/renew.ts';

const safely = (folder: string, safe: string | undefined) => ({ ...placesIn(folder), ...(safe === undefined ? {} : { safe }) });

/** `--safe`: where what `init` put into FOLDER/safe is now. */
export const pkiRenew = defineCommand({
  name: 'pki renew',
  summary:
    'issues one certificate of a force that init made anew: authorities for their own key, all else for a new one; what was there stays as NAME.old; HQ takes it up at SIGHUP',
  positionals: { folder: 'FOLDER', name: 'NAME' },
  optional: { safe: 'DIR' },
  run: ({ folder, name, safe }) => renewCertificate(safely(folder, safe), name, new Date()),
});

export const pkiCrl = defineCommand({
  name: 'pki crl',
  summary:
    'issues the next revocation list of an authority whose key is in the safe, for so many days; with one more certificate on it (--revoke), or with the cards that HQ’s register has cancelled (--cancelled)',
  positionals: { folder: 'FOLDER', name: 'root|officer-ca|server-ca' },
  required: { days: '365' },
  optional: { revoke: 'CERTIFICATE.pem', cancelled: 'CARDS.json', safe: 'DIR' },
  run: async ({ folder, name, days, safe, ...asked }) => {
    if (!/^[1-9]\d{0,3}$/.test(days)) throw new UsageError();
    await issueList(safely(folder, safe), name, { ...asked, days: Number(days), now: new Date() });
  },
});
