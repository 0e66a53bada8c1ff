import { join } from 'node:path';
import { SOFTHSM_MODULE, softCards } from '../../doubles/card/softhsm.ts';
import type { ModuleBench } from './bench.ts';

export const softHsm: ModuleBench = {
  name: 'SoftHSM2',
  debian: 'softhsm2',
  module: SOFTHSM_MODULE,
  files: [SOFTHSM_MODULE, '/usr/bin/softhsm2-util', '/usr/bin/pkcs11-tool'],
  kinds: ['rsa', 'p256', 'p384'],
  async open(folder, card) {
    const cards = softCards(join(folder, 'tokens'));
    cards.insert(card);
    return { env: cards.env, close: async () => cards.remove() };
  },
};
