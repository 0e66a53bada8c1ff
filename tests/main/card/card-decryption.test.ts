import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardDecryption, cardDecryption } from '../../../main/card/card-decryption.ts';
import type { CardService } from '../../../main/card/service.ts';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import { sealEnvelope } from '../../../pki/index.ts';
import { envelopedByOpenSsl } from '../../pki/openssl.ts';
import { shimModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { type Place, places, titled } from './places.ts';
import { certificateOf, KEY_9A, KEY_9D, pin, startService, temporaryFolder, untilCard, untilNoCard } from './support.ts';

const CONTENT = new TextEncoder().encode('Statement of a witness who must not be named');
const WRONG = '000000';
const kinds = ['rsa', 'p256'] as const;

describe.each(places.flatMap((place) => kinds.map((kind) => ({ ...place, kind }))))(
  'what is sealed for an officer ($kind, $name)',
  (at) => {
    const { module, missing, kind } = at;
    const folder = temporaryFolder();
    const test = it.skipIf(missing !== undefined);
    let place: Place;
    let card: CardService;
    let cardId: string;
    let decryption: CardDecryption;
    let closed: AbortController;
    let signedOut: number;
    /** What the card has answered, as it is now. */
    let answers: Uint8Array[];

    beforeAll(async () => {
      if (missing !== undefined) return;
      place = await at.open(folder.path);
      await makeForceCard(await makeForce(), join(folder.path, 'card'), { kind });
      await place.insert(join(folder.path, 'card'));
      ({ card } = startService(module, place.env));
      card.onSignedOut(() => {
        signedOut += 1;
      });
      ({ cardId } = await untilCard(card));
    });
    beforeEach(async () => {
      if (missing !== undefined) return;
      signedOut = 0;
      answers = [];
      closed = new AbortController();
      await card.login(cardId, pin());
      const keep = (answer: Uint8Array): Uint8Array => {
        answers.push(answer);
        return answer;
      };
      const kept: Pick<CardService, 'decrypt' | 'derive'> = {
        decrypt: async (...asked) => keep(await card.decrypt(...asked)),
        derive: async (...asked) => keep(await card.derive(...asked)),
      };
      decryption = cardDecryption(kept, cardId, await certificateOf(card, cardId, KEY_9D), closed.signal);
    });
    afterAll(async () => {
      await card?.close();
      await place?.close();
      folder.remove();
    });

    test(titled('opens with the card’s key 9D, and says whether anybody may have changed it', missing), async () => {
      const sealed = await sealEnvelope(CONTENT, [decryption.certificate]);
      expect(await decryption.open(sealed)).toEqual({ ok: true, value: { content: CONTENT, authenticated: true } });
      const older = envelopedByOpenSsl(CONTENT, decryption.certificate, kind);
      expect(await decryption.open(older)).toEqual({ ok: true, value: { content: CONTENT, authenticated: false } });
      expect(answers).toHaveLength(2);
      expect(answers.every((answer) => answer.every((byte) => byte === 0))).toBe(true);
    });

    test(titled('is refused in closed words when it is another’s, damaged or no envelope', missing), async () => {
      const force = await makeForce();
      const other = await makeForceCard(force, join(folder.path, 'other'), { kind });
      const sealed = await sealEnvelope(CONTENT, [decryption.certificate]);
      const changed = sealed.map((byte, index) => (index === sealed.length - 1 ? byte ^ 1 : byte));
      expect(await decryption.open(await sealEnvelope(CONTENT, [other['9d'].certificate]))).toEqual({ ok: false, code: 'NotARecipient' });
      expect(await decryption.open(changed)).toEqual({ ok: false, code: 'Tampered' });
      expect(await decryption.open(Uint8Array.of(1, 2, 3))).toEqual({ ok: false, code: 'Malformed' });
      expect(signedOut).toBe(0);
    });

    test(titled('is given to nobody once the work is closed, also while the card is at it', missing), async () => {
      const sealed = await sealEnvelope(CONTENT, [decryption.certificate]);
      const opening = decryption.open(sealed);
      closed.abort();
      await expect(opening).rejects.toBeInstanceOf(LockedError);
      await expect(decryption.open(sealed)).rejects.toBeInstanceOf(LockedError);
      await card.logout(cardId); // Waits its turn: the card has answered by then.
      expect(answers.every((answer) => answer.every((byte) => byte === 0))).toBe(true);
    });

    test(titled('needs the PIN again after a wrong one has ended the login', missing), async () => {
      const sealed = await sealEnvelope(CONTENT, [decryption.certificate]);
      await card.login(cardId, pin(WRONG)).catch(() => undefined);
      expect(await decryption.open(sealed)).toEqual({ ok: false, code: 'PinNeeded' });
    });

    test(titled('stays closed when the card has gone', missing), async () => {
      const sealed = await sealEnvelope(CONTENT, [decryption.certificate]);
      await place.remove();
      await untilNoCard(card);
      expect(await decryption.open(sealed)).toEqual({ ok: false, code: 'CardRemoved' });
      await place.insert(join(folder.path, 'card'));
      ({ cardId } = await untilCard(card));
    });
  },
);

const [, soft] = places;
describe.skipIf(soft.missing !== undefined).each(kinds)(titled('a module that asks the PIN for 9D again (%s)', soft.missing), (kind) => {
  const folder = temporaryFolder();
  const mark = join(folder.path, 'asks');
  const asks = `if (access("${mark}", F_OK) == 0) return 0x101; return CALL;`;
  let place: Place;
  let card: CardService;
  beforeAll(async () => {
    place = await soft.open(folder.path);
    await makeForceCard(await makeForce(), join(folder.path, 'card'), { kind });
    await place.insert(join(folder.path, 'card'));
    ({ card } = startService(shimModule(join(folder.path, 'module'), { C_DecryptInit: asks, C_DeriveKey: asks }), place.env));
  });
  afterEach(() => rmSync(mark, { force: true }));
  afterAll(async () => {
    await card?.close();
    await place?.close();
    folder.remove();
  });

  it('is said to, and ends neither the login nor the work', async () => {
    const { cardId } = await untilCard(card);
    let signedOut = 0;
    card.onSignedOut(() => {
      signedOut += 1;
    });
    await card.login(cardId, pin());
    const decryption = cardDecryption(card, cardId, await certificateOf(card, cardId, KEY_9D), new AbortController().signal);
    const sealed = await sealEnvelope(CONTENT, [decryption.certificate]);
    writeFileSync(mark, '');
    expect(await decryption.open(sealed)).toEqual({ ok: false, code: 'PinNeeded' });
    expect(signedOut).toBe(0);
    rmSync(mark);
    expect(await card.sign(cardId, KEY_9A, CONTENT)).toBeInstanceOf(Uint8Array);
    expect(await decryption.open(sealed)).toMatchObject({ ok: true });
  });
});
