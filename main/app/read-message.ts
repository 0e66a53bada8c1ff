import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { signatureOfContent } from '../../contracts/domain/mail-verdict.ts';
import { decodePem } from '../../pki/index.ts';
import { readHeader } from '../systems/mail/header.ts';
import { timeOf } from '../systems/mail/messages.ts';
import { openedOf } from '../systems/mail/reader/jobs.ts';
import { authoritiesInPkcs12, readPkcs12 } from '../systems/mail/smime/pkcs12.ts';
import { softwareKeys } from '../systems/mail/smime/software-keys.ts';

/**
 * npm run -s read -- FILE.eml [--token KEYS.p12 [--passphrase WORDS]] [--trust ROOTS.pem] [--at INSTANT] [--arrived INSTANT]
 *
 * Prints as JSON what the mail pane shows of a message: subject, authors, recipients, when it was sent, marking, verdict, text and
 * attachments. `--token`: keys that open what is encrypted, and the authorities above them, which are trusted. `--trust`: further roots of
 * signers; no lists of theirs are asked for. `--at`: when signatures are judged. `--arrived`: when the message came to the server.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    token: { type: 'string', multiple: true, default: [] },
    passphrase: { type: 'string', default: '' },
    trust: { type: 'string', multiple: true, default: [] },
    at: { type: 'string' },
    arrived: { type: 'string' },
  },
});
const [file] = positionals;
if (file === undefined) {
  console.error(
    'usage: npm run -s read -- FILE.eml [--token KEYS.p12 [--passphrase WORDS]] [--trust ROOTS.pem] [--at INSTANT] [--arrived INSTANT]',
  );
  process.exit(2);
}

const instant = (text: string | undefined): number | undefined => {
  const at = text === undefined ? undefined : Date.parse(text);
  if (at !== undefined && Number.isNaN(at)) throw new RangeError(`${text} is no instant: 2026-11-28T10:15:00Z`);
  return at;
};

const tokens = values.token.map((path) => readFileSync(path));
const keys = tokens.flatMap((token) => readPkcs12(token, values.passphrase));
const anchors = [
  ...values.trust.flatMap((path) => decodePem(readFileSync(path, 'utf8'), 'CERTIFICATE')),
  ...tokens.flatMap((token) => authoritiesInPkcs12(token, values.passphrase)),
];
const raw = new Uint8Array(readFileSync(file));
const header = readHeader(raw);
const arrivedAt = instant(values.arrived) ?? header.relayedAt ?? header.sentAt;
const shownAt = arrivedAt === undefined ? undefined : timeOf({ ...header, arrivedAt });
const message = await openedOf(raw, {
  trust: {
    force: { anchors: [], intermediates: [], crls: [] },
    others: { anchors, intermediates: [], crls: [], revocation: 'whereListed' },
  },
  at: instant(values.at) ?? Date.now(),
  shownAt,
  keys: keys.length === 0 ? undefined : softwareKeys(keys),
});

const [encrypted] = message.layers.filter(({ kind }) => kind === 'encrypted');
const signed = signatureOfContent(message.layers);
console.log(
  JSON.stringify(
    {
      subject: message.protectedSubject ?? header.subject,
      from: message.authors,
      to: message.to,
      cc: message.cc,
      replyTo: message.replyTo,
      date: shownAt === undefined ? null : new Date(shownAt).toISOString(),
      marking: header.marking === 'OFFICIAL-SENSITIVE' ? header.marking : (message.marking ?? header.marking ?? null),
      verdict: { signature: signed?.verdict ?? null, encryption: encrypted?.verdict ?? null },
      signer: signed?.signer ?? null,
      layers: message.layers,
      text: message.text,
      html: message.hasHtml,
      remoteContentBlocked: message.remoteContentBlocked,
      damaged: message.damaged,
      cut: message.cut,
      attachments: message.parts.map(({ name, type, size }) => ({ name, type, size })),
    },
    null,
    2,
  ),
);
