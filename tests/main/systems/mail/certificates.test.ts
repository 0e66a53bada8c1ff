import { beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../../main/store/store.ts';
import { officer, upsert } from '../../support/items.ts';
import { bring, temporaryStore } from '../../support/store.ts';

let store: Store;
beforeEach(async () => {
  store = await temporaryStore();
});

const kept = (address: string, certificate: number, notBefore: string) =>
  store.write('mail.keepCertificate', { address, certificate: Uint8Array.of(certificate), notBefore });
const known = async (...addresses: string[]) =>
  (await store.read('mail.certificates', { addresses })).map(({ address, certificates }) => [
    address,
    ...certificates.map((one) => [...one]),
  ]);

it('of what came with an officer’s letters the newest is known, whatever the case of the address', async () => {
  await kept('Tom@Lancs.example', 1, '2026-01-01T00:00:00.000Z');
  await kept('tom@lancs.example', 2, '2026-03-01T00:00:00.000Z');
  await kept('tom@lancs.example', 3, '2026-02-01T00:00:00.000Z');
  expect(await known('TOM@lancs.example', 'nobody@lancs.example')).toEqual([['TOM@lancs.example', [2]], ['nobody@lancs.example']]);
});

it('the force’s directory names the card that HQ met, beside what came with a letter', async () => {
  const tom = { ...officer({ staffId: 'LC004127', name: 'Tom Halliwell', mailAddress: 'Tom@lancs.example' }), mailCertificate: 'BQY=' };
  const megan = officer({ staffId: 'LC002377', name: 'Megan Clarke', mailAddress: 'megan@lancs.example' });
  await bring(
    store,
    'people',
    [tom, megan].map((one) => upsert('officer', one.staffId, 1, one)),
  );
  await kept('tom@lancs.example', 2, '2026-03-01T00:00:00.000Z');
  expect(await known('tom@lancs.example', 'megan@lancs.example')).toEqual([['tom@lancs.example', [5, 6], [2]], ['megan@lancs.example']]);
});
