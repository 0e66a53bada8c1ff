import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { demoCards } from '../../../hq/demo/cards.ts';
import { protectedLetters } from '../../../hq/demo/mail/letters/protected.ts';
import { demoOfficers } from '../../../hq/demo/officers.ts';
import { demoPki } from '../../../hq/demo/pki.ts';
import { openedOf } from '../../../main/systems/mail/reader/jobs.ts';
import { softwareKeys } from '../../../main/systems/mail/smime/software-keys.ts';
import { decodePem } from '../../../pki/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'mo-protected-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the demonstration’s signed and sealed mail gets the best verdicts there are, from the officer’s own card', async () => {
  const now = new Date();
  const pki = await demoPki(join(folder, 'pki'), { now });
  await demoCards(join(folder, 'cards'), pki, now);
  const pem = (file: string): string => readFileSync(join(pki.folder, file), 'utf8');
  const certificates = (file: string) => decodePem(pem(file), 'CERTIFICATE');
  const trust = {
    force: {
      anchors: certificates('root.pem'),
      intermediates: certificates('officer-ca.pem'),
      crls: ['root.crl', 'officer-ca.crl'].flatMap((file) => decodePem(pem(file), 'X509 CRL')),
    },
  };
  for (const collarNumber of ['2418', '2377']) {
    const officer = demoOfficers.find((one) => one.collarNumber === collarNumber);
    if (officer === undefined) throw new Error('no such officer');
    const card = (file: string): Buffer => readFileSync(join(folder, 'cards', collarNumber, file));
    const keys = softwareKeys([{ certificate: card('9d.der'), key: createPrivateKey(card('9d.key')) }]);
    const opened = await Promise.all(
      (await protectedLetters(join(folder, 'cards'), officer, now)).map(({ raw }) => openedOf(raw, { trust, at: now.getTime(), keys })),
    );
    expect(opened.map(({ layers }) => layers)).toMatchObject([
      [{ kind: 'signed', verdict: 'good', signer: { officer: true } }],
      [
        { kind: 'encrypted', verdict: 'forYou', authenticated: true },
        { kind: 'signed', verdict: 'good' },
      ],
    ]);
    expect(opened[0]?.text).toContain('time and a half');
    expect(opened[1]?.text).toContain('Do not use the name');
  }
});
