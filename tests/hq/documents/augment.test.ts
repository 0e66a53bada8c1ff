import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAuthorities } from '../../../hq/authority/authorities.ts';
import { Trust } from '../../../hq/authority/trust.ts';
import { readContent } from '../../../hq/blobs/content.ts';
import { keepMade } from '../../../hq/blobs/make.ts';
import { readAttachment } from '../../../hq/blobs/read.ts';
import { forgetLooseBlobs } from '../../../hq/blobs/use.ts';
import { type AugmentParts, augment } from '../../../hq/documents/augment.ts';
import { signPdf, verifyPdf } from '../../../pki/index.ts';
import { smallPdf, tool } from '../../pki/pades/document.ts';
import { incident, rahman } from '../support/force.ts';
import { FORCE, type Holder } from '../support/pki.ts';
import { type RunningForce, startForce } from '../support/running.ts';

const INCIDENT = 'LC-20260111-0841';
let force: RunningForce;
let parts: AugmentParts;
let card: Holder;
let signed: Uint8Array;
beforeAll(async () => {
  force = await startForce({ items: [incident(INCIDENT, rahman.area)] });
  const authorities = loadAuthorities(force.config.pki);
  const trust = new Trust(force.hq.database, authorities, 48 * 3_600_000, () => {});
  trust.open(new Date());
  parts = { trust, force: FORCE, timeStamp: authorities.timeStamp };
  card = await force.pki.card(rahman, { kind: 'cardSignature' });
  signed = await signedBy(card);
});
afterAll(() => force?.stop());

const signedBy = ({ signer }: Holder): Promise<Uint8Array> =>
  signPdf(smallPdf(), {
    signer,
    name: rahman.name,
    reason: 'Witness statement',
    at: new Date(),
    certificates: [force.pki.officer.certificate],
  });

describe('a document that an officer signed', () => {
  it('is stamped at HQ, and then proves itself to whoever has nothing but the root', async () => {
    const result = await augment(signed, parts, new Date());
    if (!result.ok) throw new Error(result.code);
    expect(result).toMatchObject({ staffId: rahman.staffId, name: rahman.name });
    const verdict = verifyPdf(result.pdf, { anchors: [force.pki.root.certificate], intermediates: [], crls: [], at: new Date() });
    expect(verdict).toMatchObject({ ok: true, level: 'B-LT', revocation: 'asStamped', stampedAt: result.stampedAt });
    expect(tool('pdfsig', result.pdf, '-nocert').text).toContain('Signature is Valid');
    expect(tool('qpdf', result.pdf, '--check').status).toBe(0);
    // The laptop may send it again.
    expect(await augment(result.pdf, parts, new Date())).toMatchObject({ ok: true, pdf: result.pdf });
  });

  it('keeps the laptop’s time where the force has no time-stamp authority', async () => {
    expect(await augment(signed, { ...parts, timeStamp: undefined }, new Date())).toMatchObject({
      ok: true,
      pdf: signed,
      stampedAt: undefined,
    });
  });

  it('is refused with its reason when it was changed, is not signed, or is signed by another key of the card', async () => {
    const changed = Uint8Array.from(signed);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(await augment(changed, parts, new Date())).toMatchObject({ ok: false, code: 'Changed' });
    expect(await augment(smallPdf(), parts, new Date())).toMatchObject({ ok: false, code: 'NotSigned' });
    expect(await augment(Uint8Array.of(1, 2, 3), parts, new Date())).toMatchObject({ ok: false, code: 'Malformed' });
    const authentication = await force.pki.card(rahman);
    expect(await augment(await signedBy(authentication), parts, new Date())).toMatchObject({ code: 'SignerRefused', because: 'KeyUsage' });
  });

  it('is refused once the card is revoked, unless it was stamped before', async () => {
    const lost = await force.pki.card(rahman, { kind: 'cardSignature' });
    const pdf = await signedBy(lost);
    const stamped = await augment(pdf, parts, new Date(Date.now() - 60_000));
    await force.hq.revokeCard(lost.certificate);
    const later = new Date(Date.now() + 60_000);
    expect(await augment(pdf, parts, later)).toMatchObject({ ok: false, code: 'SignerRefused', because: 'Revoked' });
    expect(stamped.ok && verifyPdf(stamped.pdf, { ...(await parts.trust.material(later, ['officer'])), at: later })).toMatchObject({
      ok: true,
      level: 'B-LT',
      revocation: 'now',
    });
  });

  it('is kept at HQ as what HQ made of it, for whoever sees the item that names it', async () => {
    const { database } = force.hq;
    const at = new Date(Date.now() - 7 * 24 * 3_600_000);
    const bytes = new Uint8Array(600_000).fill(7);
    const hash = await database.query.transaction().execute((transaction) => keepMade(transaction, rahman.staffId, bytes, at));
    const again = await database.query.transaction().execute((transaction) => keepMade(transaction, rahman.staffId, bytes, at));
    expect(again).toBe(hash);
    await forgetLooseBlobs(database, new Date());
    expect(await readContent(database.query, hash)).toEqual(bytes);
    // The bytes alone give nobody anything: an item must name them.
    const asked = { system: 'storm', kind: 'incident', id: INCIDENT, hash, offset: 0 } as const;
    await expect(readAttachment(database.query, rahman, asked)).rejects.toMatchObject({ code: 'NotFound' });
  });
});
