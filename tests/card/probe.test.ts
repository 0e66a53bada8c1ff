import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { probeCards } from '../../main/card/probe.ts';
import type { CardService } from '../../main/card/service.ts';
import { SOFTHSM_MODULE, softCards, whyNoSoftCards } from '../doubles/card/softhsm.ts';
import { shimModule } from '../main/card/bad-module.ts';
import { makeForce, makeForceCard } from '../main/card/force.ts';
import { titled } from '../main/card/places.ts';
import { startService, temporaryFolder, untilCard } from '../main/card/support.ts';

const missing = whyNoSoftCards();

describe.skipIf(missing !== undefined)(titled('a module that ICT tries', missing), () => {
  const folder = temporaryFolder();
  const log = join(folder.path, 'logins');
  const services: CardService[] = [];
  afterAll(async () => {
    for (const service of services) await service.close();
    folder.remove();
  });
  const probe = async (kind: 'p256' | 'p384', module = SOFTHSM_MODULE) => {
    const card = join(folder.path, kind);
    await makeForceCard(await makeForce(), card, { kind });
    const cards = softCards(join(folder.path, `tokens-${kind}`));
    cards.insert(card);
    const { card: service } = startService(module, cards.env);
    services.push(service);
    await untilCard(service);
    return probeCards(service);
  };

  it('is told which roles its card fills, without a PIN', async () => {
    const C_Login = `fclose(fopen("${log}", "w")); return CALL;`;
    const [card] = await probe('p256', shimModule(join(folder.path, 'logged'), { C_Login }));
    expect(card).toMatchObject({ willDo: true, because: [] });
    expect(card?.certificates.flatMap(({ roles }) => roles).sort()).toEqual(['authentication', 'keyManagement', 'signature']);
    expect(() => readFileSync(log)).toThrow();
  });

  it('and why it will not do', async () => {
    const withoutEcdh =
      'word rv = CALL; if (rv == 0 && b != 0) for (word i = 0; i < *(word *)c; i++) if (((word *)b)[i] == 0x1050) ((word *)b)[i] = 0; return rv;';
    const [card] = await probe('p256', shimModule(join(folder.path, 'no-ecdh'), { C_GetMechanismList: withoutEcdh }));
    expect(card).toMatchObject({ willDo: false, because: ['key management (9D): the token lists no ECDH'] });
    const [other] = await probe('p384');
    expect(other?.because).toHaveLength(3);
    expect(other?.because[0]).toContain('neither RSA nor P-256');
  });
});
