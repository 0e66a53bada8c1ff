import { createPrivateKey } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Demonstration } from '../../../build/demonstration/demonstration.ts';
import { deriveStoreKey } from '../../../main/session/store-key.ts';
import { openEnvelope } from '../../../pki/index.ts';
import { shareAtHq } from '../../hq/support/leases.ts';
import { softKey } from '../../main/device/support/soft-key.ts';
import type { Needles } from './memory.ts';

/** What opens an officer's store on a laptop. */
export interface StoreSecrets {
  readonly cardShare: Uint8Array;
  readonly deviceShare: Uint8Array;
  readonly storeKey: Uint8Array;
}

/** Makes them as nobody on the laptop can: from the card's own key file and from HQ's database. One officer has worked there so far. */
export const storeSecrets = async ({ folder, force, dataFolder, name }: Demonstration, collar: string): Promise<StoreSecrets> => {
  const card = join(folder.cards, collar);
  const key = createPrivateKey(readFileSync(join(card, '9d.key')));
  const certificate = new Uint8Array(readFileSync(join(card, '9d.der')));
  const [envelope = ''] = globSync(join(dataFolder, 'officers', '*', 'key.p7m'));
  const cardShare = await openEnvelope(new Uint8Array(readFileSync(envelope)), softKey({ certificate, key }));
  if (force.hq === undefined) throw new Error('HQ is stopped');
  const { staffId, deviceShare } = await shareAtHq(force.hq, { device: name });
  return { cardShare, deviceShare, storeKey: deriveStoreKey(cardShare, deviceShare, { staffId, device: name }) };
};

/** A text in every form in which a program holds one. */
export const formsOfText = (name: string, text: string): Needles =>
  new Map([[name, Buffer.from(text)], [`${name} (UTF-16)`, Buffer.from(text, 'utf16le')], ...base64Forms(name, Buffer.from(text))]);

/** A key as bytes, as hexadecimal digits and as base64. */
export const formsOfKey = (name: string, key: Uint8Array): Needles => {
  const hex = Buffer.from(key).toString('hex');
  return new Map([
    [name, key],
    [`${name} (hex)`, Buffer.from(hex)],
    [`${name} (HEX)`, Buffer.from(hex.toUpperCase())],
    ...base64Forms(name, key),
  ]);
};

/** Inside a longer text it may begin at any of three places in a group of four digits; the digits that it shares with others are left out. */
const base64Forms = (name: string, bytes: Uint8Array): readonly (readonly [string, Uint8Array])[] =>
  [0, 1, 2].map((skipped) => {
    const whole = bytes.subarray(skipped, skipped + Math.floor((bytes.byteLength - skipped) / 3) * 3);
    return [`${name} (base64, ${skipped})`, Buffer.from(Buffer.from(whole).toString('base64'))] as const;
  });
