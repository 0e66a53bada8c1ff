import { decodePem } from '../../pki/index.ts';
import { loadAuthorities } from '../authority/authorities.ts';
import { readBytes } from '../authority/files.ts';
import { Trust } from '../authority/trust.ts';
import { defineCommand } from '../command-line/command.ts';
import { configOf } from '../command-line/file.ts';
import { ConfigError } from '../config.ts';
import { writingDatabase } from '../database/open.ts';
import { logToStandardError } from '../log.ts';
import { type CardFault, registerCard } from '../register/register-card.ts';

const HOUR_MS = 3_600_000;
const DER_SEQUENCE = 0x30;

/** Certificates in DER or PEM, as the card has them. */
export const cardRegister = defineCommand({
  name: 'card register',
  summary: 'makes a warrant card known before its first use, so that mail is encrypted to it and Fleet can revoke it',
  positionals: { config: 'CONFIG.json', authentication: '9A.der' },
  optional: { signature: '9C.der', encryption: '9D.der' },
  run: async ({ config: file, authentication, signature, encryption }) => {
    const { database: location, pki, policy, force } = configOf(file);
    const card = {
      authentication: readCard(authentication),
      ...(signature === undefined ? {} : { signature: readCard(signature) }),
      ...(encryption === undefined ? {} : { keyManagement: readCard(encryption) }),
    };
    const authorities = loadAuthorities(pki);
    await writingDatabase(location, async (database) => {
      const trust = new Trust(database, authorities, policy.crlHours * HOUR_MS, logToStandardError);
      const at = new Date();
      trust.open(at);
      const registered = await registerCard({ database, trust, force }, card, at);
      if (!registered.ok) throw new ConfigError(words[registered.code]);
      process.stdout.write(`${registered.value}: registered\n`);
    });
  },
});

const readCard = (file: string): Uint8Array => {
  const bytes = readBytes(file, file);
  if (bytes[0] === DER_SEQUENCE) return bytes;
  const [first] = decodePem(Buffer.from(bytes).toString('utf8'), 'CERTIFICATE');
  if (first === undefined) throw new ConfigError(`${file}: no certificate in the file`);
  return first;
};

const words: Readonly<Record<CardFault, string>> = {
  Untrusted9A: 'the first certificate is not a valid 9A of the officer authority; `pki explain` says why',
  Untrusted9C: '--signature: not a valid 9C of the officer authority; `pki explain` says why',
  Untrusted9D: '--encryption: not a valid 9D of the officer authority; `pki explain` says why',
  Mixed: 'the certificates are not all of one officer of this force',
  OfficerUnknown: 'its officer is not in the directory; put the officer first (officer put)',
  CardRevoked: 'this card was revoked',
};
