import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoReader } from '../../build/demonstration/readers.ts';
import { DIST } from '../../build/vite/paths.ts';
import { DEMO_PIN } from '../../hq/demo/officers.ts';
import { createCardService } from '../../main/card/client.ts';
import { fitsRole } from '../../main/card/warrant-roles.ts';
import { forkHelper } from '../../main/platform/shell/chromium/helper.ts';
import { openEnvelope, parseCertificate, sealEnvelope } from '../../pki/index.ts';

const SHARE_BYTES = 32;
const APPEAR_MS = 30_000;
const LOOK_MS = 50;

/** The card in the reader, seen by a card service of the bench's own, the same program that the client runs. */
export interface TimedCard {
  /** Milliseconds of the two operations that an unlock with a lease in hand asks of the card: the login, and 9D opening the card share. */
  operations(): Promise<number>;
  close(): Promise<void>;
}

/** Waits for the card. It asks nothing while the client uses the card: the two would wait for one another. */
export const openTimedCard = async (access: Pick<DemoReader, 'module' | 'environment'>): Promise<TimedCard> => {
  const env = { MOBILE_OFFICE_PKCS11: access.module, ...access.environment };
  const service = createCardService({ helper: () => forkHelper({ entry: join(DIST, 'native', 'card-service.cjs'), env }) });
  const cardId = await firstCard(service);
  const certificates = await service.certificates(cardId);
  const keyManagement = certificates.find(({ der }) => fitsRole('keyManagement', parseCertificate(der)));
  if (keyManagement === undefined) throw new Error('the card has no key for the card share');
  const { der: certificate, keyId } = keyManagement;
  const share = await sealEnvelope(new Uint8Array(randomBytes(SHARE_BYTES)), [certificate]);

  return {
    async operations() {
      let spent = 0;
      const timed = async <Value>(operation: Promise<Value>): Promise<Value> => {
        const begun = performance.now();
        const value = await operation;
        spent += performance.now() - begun;
        return value;
      };
      await timed(service.login(cardId, new TextEncoder().encode(DEMO_PIN)));
      await openEnvelope(share, {
        certificate,
        decrypt: (ciphertext) => timed(service.decrypt(cardId, keyId, ciphertext)),
        derive: (point) => timed(service.derive(cardId, keyId, point)),
      });
      await service.logout(cardId);
      return spent;
    },
    close: () => service.close(),
  };
};

const firstCard = async (service: ReturnType<typeof createCardService>): Promise<string> => {
  for (let waited = 0; waited < APPEAR_MS; waited += LOOK_MS) {
    const card = service.cards[0];
    if (card !== undefined) return card.cardId;
    await delay(LOOK_MS);
  }
  throw new Error('no card came into the reader');
};
