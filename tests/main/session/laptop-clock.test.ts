import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import { createCardReader } from '../../../main/session/read-card.ts';
import { type Force, type Issued, makeForce } from '../../doubles/network/force.ts';
import { temporaryFolder } from '../support/store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

/** A laptop whose clock is so many hours from the true time, with what HQ told it while its clock was right, and one that knows nothing yet. */
describe('a warrant card on a laptop whose clock is wrong', () => {
  let force: Force;
  beforeAll(async () => {
    force = await makeForce();
  });
  const cardOf = async (life: { readonly notBefore: Date; readonly notAfter: Date }): Promise<readonly Issued[]> =>
    Promise.all(
      (['cardAuthentication', 'cardSignature', 'cardKeyManagement'] as const).map((kind) =>
        force.issue('officer', { commonName: 'Aisha Rahman', userId: 'LC002418', serialNumber: '2418', title: 'PC' }, { kind }, life),
      ),
    );
  const reading = async (held: readonly Issued[], hours: number, knows: 'HQ' | 'nothing') => {
    const file = join(temporaryFolder(), 'trust.json');
    const right = createTrust({ root: force.root.certificate, file });
    if (knows === 'HQ') await right.update(await force.bundle());
    const now = () => inHours(hours);
    const trust = createTrust({ root: force.root.certificate, file, clock: now });
    const certificates = held.map(({ certificate }, index) => ({
      ...{ keyId: Uint8Array.of(index), label: '', der: certificate, hasKey: true, pinEachTime: false },
    }));
    const card: Pick<CardService, 'certificates' | 'cards'> = { certificates: async () => certificates, cards: [] };
    const read = await createCardReader({ card, trust, now })('a');
    return read.ok ? 'read' : read.code;
  };
  const good = { notBefore: new Date(Date.now() - 2 * DAY_MS), notAfter: new Date(Date.now() + 30 * DAY_MS) };

  it.each([
    ['four years ahead', 4 * 365 * 24],
    ['40 days ahead', 40 * 24],
    ['four years behind, as after a flat battery', -4 * 365 * 24],
    ['20 days behind', -20 * 24],
  ])('is not said to have run out, to be replaced or to be a stranger’s when that is %s: the clock is named', async (_what, hours) => {
    const held = await cardOf(good);
    expect(await reading(held, hours, 'HQ')).toBe('ClockWrong');
    expect(['ClockWrong', 'CardRevocationUnknown']).toContain(await reading(held, hours, 'nothing'));
  });

  it('is read when the clock is an hour ahead, as at a change of summer time', async () => {
    expect(await reading(await cardOf(good), 1, 'HQ')).toBe('read');
  });

  it.each([
    ['an hour behind', -1, 'ClockWrong'],
    ['a day behind', -24, 'ClockWrong'],
    ['three days ahead, which looks like three days without signal', 72, 'CardRevocationUnknown'],
  ])('is told as it is when that is %s', async (_what, hours, code) => {
    expect(await reading(await cardOf(good), hours, 'HQ')).toBe(code);
  });

  it('is said to have run out, or to begin later, while HQ’s lists are current: then the clock is right', async () => {
    const over = { notBefore: new Date(Date.now() - 2 * DAY_MS), notAfter: new Date(Date.now() - HOUR_MS) };
    expect(await reading(await cardOf(over), 0, 'HQ')).toBe('CardExpired');
    const early = { notBefore: new Date(Date.now() + HOUR_MS), notAfter: new Date(Date.now() + DAY_MS) };
    expect(await reading(await cardOf(early), 0, 'HQ')).toBe('CardNotYetValid');
  });
});
