import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealEnvelope, signCms, signerFromKey } from '../../../../pki/index.ts';
import { type DemoOfficer, demoOfficers } from '../../officers.ts';
import type { StoredMessage } from '../maildir.ts';
import { composeAround } from './compose.ts';
import { asCorrespondent } from './desks.ts';

const MINUTE_MS = 60_000;
const SERGEANT = '1140';

/**
 * Mail that the sergeant's warrant card signed, and mail that it sealed for this officer's card as well (S/MIME, RFC 8551): none without both
 * cards. `cards`: the folder that demoCards filled.
 */
export const protectedLetters = async (cards: string, officer: DemoOfficer, now: Date): Promise<readonly StoredMessage[]> => {
  const writer = demoOfficers.find(({ collarNumber }) => collarNumber === SERGEANT);
  if (officer.mailAddress === undefined || writer === undefined || officer === writer) return [];
  const file = (owner: DemoOfficer, name: string): string => join(cards, owner.collarNumber, name);
  const needed = [file(writer, '9c.key'), file(writer, '9c.der'), file(officer, '9d.der')];
  if (!needed.every(existsSync)) return [];
  const signer = signerFromKey(readFileSync(file(writer, '9c.der')), createPrivateKey(readFileSync(file(writer, '9c.key'))));
  const recipient = readFileSync(file(officer, '9d.der'));

  const letter = async (minutes: number, subject: string, text: string, sealed: boolean): Promise<StoredMessage> => {
    const at = new Date(now.getTime() - minutes * MINUTE_MS);
    const words = Buffer.from(
      `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`,
    );
    const signed = wrapped('signed-data', await signCms({ content: words, signer, at }));
    const entity = sealed ? wrapped('authEnveloped-data', await sealEnvelope(Buffer.from(signed), [recipient])) : signed;
    const [from, to] = [asCorrespondent(writer), [asCorrespondent(officer)]];
    const marking = sealed ? { marking: 'OFFICIAL-SENSITIVE' as const } : {};
    return { folder: '', raw: composeAround({ from, to, at, subject, ...marking }, entity), arrived: at, seen: false, flagged: false };
  };
  return [
    await letter(
      52,
      'Overtime for the weekend',
      'Approved: four hours for Saturday and four for Sunday, at time and a half.\n\nKeep this message; payroll asks for it.',
      false,
    ),
    await letter(
      74,
      'About the informant you named',
      'Do not use the name in the log or on the radio.\n\nRing me before you go back to the address. I am in the office until six.',
      true,
    ),
  ];
};

/** RFC 8551 §3.2. */
const wrapped = (smimeType: string, der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    `Content-Type: application/pkcs7-mime; smime-type=${smimeType}; name=smime.p7m`,
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename=smime.p7m',
    '',
    ...lines,
    '',
  ].join('\r\n');
};
