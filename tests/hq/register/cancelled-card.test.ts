import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine } from '../../../hq/check/doctor.ts';
import { issueList } from '../../../hq/provision/list.ts';
import { placesIn } from '../../../hq/provision/places.ts';
import { cancelledCards } from '../../../hq/register/cancelled-cards.ts';
import { parseCertificate, parseCrl } from '../../../pki/index.ts';
import { ask, tunnel } from '../support/client.ts';
import { rahman } from '../support/force.ts';
import { type Holder, writeCrl } from '../support/pki.ts';
import { type RunningForce, startForce } from '../support/running.ts';
import { askForShift, beginShift } from '../support/shift.ts';

const HOUR_MS = 3_600_000;
let force: RunningForce;
beforeAll(async () => {
  force = await startForce({
    pki: async (written, pki) => {
      const crl = await writeCrl(pki.officer, join(pki.folder, 'officer-ca.crl'), [], new Date(Date.now() + HOUR_MS));
      return { ...written, officerAuthority: { certificate: written.officerAuthority.certificate, crl } };
    },
  });
});
afterAll(() => force?.stop());

const officerList = async () => {
  const session = await tunnel(force);
  const bundle = JSON.parse((await ask(session, 'GET', '/v1/device/trust')).body.toString());
  session.destroy();
  return parseCrl(Buffer.from(bundle.crls[1], 'base64'));
};
const doctorSays = async () =>
  (await examine(force.config, force.hq.database.query, () => new Date())).filter(({ what }) => what === 'pki.officerAuthority.crl');
const serialOf = ({ certificate }: Holder): string => parseCertificate(certificate).serialHex;

describe('a card that is cancelled where HQ has no key of the officer authority', () => {
  it('is refused by HQ at once, and by laptops once whoever has the key has listed it', async () => {
    const [lost, other] = [await force.pki.card(rahman), await force.pki.card(rahman)];
    const session = await tunnel(force);
    await beginShift(force, session, lost);
    expect(await doctorSays()).toEqual([expect.objectContaining({ well: true })]);
    await force.hq.revokeCard(lost.certificate);
    expect((await askForShift(force, session, lost)).shift).toBeUndefined();
    expect(await officerList()).toMatchObject({ number: 1n, size: 0 });
    expect(await doctorSays()).toEqual([
      expect.objectContaining({ well: false, says: expect.stringMatching(/^1 certificates of cancelled/) }),
    ]);

    const cancelled = join(force.pki.folder, 'cancelled.json');
    writeFileSync(cancelled, JSON.stringify(await cancelledCards(force.hq.database.query, new Date())));
    const places = { ...placesIn(force.pki.folder), pki: force.pki.folder, safe: force.pki.folder };
    await issueList(places, 'officer-ca', { days: 30, now: new Date(), cancelled });
    const list = await officerList();
    expect([list.number, list.size, list.lookup(serialOf(lost))]).toEqual([2n, 1, expect.anything()]);
    expect(await doctorSays()).toEqual([expect.objectContaining({ well: true })]);
    expect((await askForShift(force, session, other)).shift).toBeDefined();
    session.destroy();
  });
});
