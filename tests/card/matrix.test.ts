import { describe, expect, it } from 'vitest';
import { whyNoReaders } from '../doubles/card/namespace.ts';
import { titled } from '../main/card/places.ts';
import { type CardKind, lackOf, type ModuleBench } from './benches/bench.ts';
import { benches } from './benches/index.ts';
import { tryModule } from './try-module.ts';

/** Set-up of a token, a whole shift on it, and on the slowest of them two processes of the card service. */
const ROW_MS = 180_000;

/** What is known of the modules that Debian has: any other end of a row is news. */
const REFUSED: Readonly<Record<string, string>> = {
  'SoftHSM2 p384': 'CardKeysUnsupported',
  'CACKey rsa': 'CardSoftwareCannotOpen',
  'CoolKey rsa': 'CardDamaged',
  'Scute (GnuPG) rsa': 'ModuleBroken',
  'Mozilla’s roots (libnssckbi) rsa': 'NoCard',
  'p11-kit remoting to SoftHSM2 p256': 'CardSoftwareCannotOpen',
  'tpm2-pkcs11 on swtpm p256': 'CardSoftwareCannotOpen',
  'opencryptoki, soft token p256': 'CardSoftwareCannotSign',
};

type Row = readonly [string, CardKind, ModuleBench];
const rows = benches.flatMap((bench) => bench.kinds.map((kind): Row => [bench.name, kind, bench]));
const [there, missing] = [rows.filter((row) => lackOf(row[2]) === undefined), rows.filter((row) => lackOf(row[2]) !== undefined)];

describe.skipIf(whyNoReaders() !== undefined)(titled('a warrant card on another maker’s module', whyNoReaders()), () => {
  it.each(there)(
    '%s, %s: works through a lock, or is refused before any PIN',
    async (name, kind, bench) => {
      const refusal = REFUSED[`${name} ${kind}`];
      const outcome = await tryModule(bench, kind);
      expect(outcome).toMatchObject(refusal === undefined ? { verdict: 'ok' } : { verdict: 'refused', reason: refusal });
    },
    ROW_MS,
  );

  for (const [name, kind, { debian }] of missing) it.skip(`${name}, ${kind} (skipped: it needs root and ${debian})`, () => undefined);
});
