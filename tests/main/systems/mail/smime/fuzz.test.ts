import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SmimeEntity } from '../../../../../main/systems/mail/smime/entity.ts';
import { openSmime } from '../../../../../main/systems/mail/smime/open.ts';
import { readPkcs12 } from '../../../../../main/systems/mail/smime/pkcs12.ts';
import { softwareKeys } from '../../../../../main/systems/mail/smime/software-keys.ts';
import { decodePem } from '../../../../../pki/index.ts';
import { Force } from '../../../../pki/force.ts';
import { entityOf } from './support/entity.ts';

const FOLDER = join(import.meta.dirname, '../../../../fixtures/smime');
const read = (name: string): Uint8Array => Uint8Array.from(readFileSync(join(FOLDER, name)));
const anchors = decodePem(Buffer.from(read('TestCA.pem')).toString(), 'CERTIFICATE');
const force = await (await Force.make()).trust();
const keys = softwareKeys(readPkcs12(read('Bob.p12'), 'nss'));
const open = (entity: SmimeEntity) =>
  openSmime(entity, {
    trust: { force, others: { anchors, intermediates: [], crls: [], revocation: 'whereListed' } },
    ...{ at: Date.parse('2026-02-01T12:00:00Z'), from: ['Alice@example.com'], sentAt: undefined, keys, entityOf },
  });

const names = [
  'alice.dsig.SHA256.multipart.eml',
  'alice.sig.SHA256.opaque.eml',
  'alice.env.eml',
  'alice.sig.SHA256.opaque.env.eml',
] as const;
const messages = await Promise.all(
  names.map(async (name) => {
    const entity = entityOf(read(name));
    return { name, entity, content: (await open(entity)).content };
  }),
);

/** Changes the bytes that a message is protected by, and cuts them. */
const damaged = (bytes: Uint8Array, changes: readonly (readonly [place: number, bits: number])[], kept: number): Uint8Array => {
  const out = bytes.slice(0, Math.ceil(bytes.length * kept));
  for (const [place, bits] of changes) {
    const at = place % out.length;
    out[at] = (out[at] ?? 0) ^ bits;
  }
  return out;
};

describe('whatever happens to its bytes', () => {
  it.each(messages)('$name is read without an error, and nothing but its content is ever good', async ({ entity, content }) => {
    // Anywhere alike: left to itself the generator prefers the ends.
    const change = fc.tuple(fc.noBias(fc.nat()), fc.integer({ min: 1, max: 255 }));
    const kept = fc.oneof(
      { weight: 9, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.noBias(fc.integer({ min: 0, max: 100 })).map((percent) => percent / 100) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), kept, async (changes, part) => {
        const [first, second] = entity.parts;
        const parts = first && second ? [first, { ...second, body: damaged(second.body, changes, part) }] : [];
        const opened = await open({ ...entity, body: damaged(entity.body, changes, part), parts });
        expect(opened.layers.length).toBeGreaterThan(0);
        const signed = opened.layers.filter(({ kind }) => kind === 'signed');
        if (signed.length && signed.every(({ verdict }) => verdict === 'good')) expect(opened.content).toEqual(content);
        // What came out of an encryption alone may be noise: it is never shown as anything but words.
        if (opened.content && !signed.length) expect(opened.plainTextOnly).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
