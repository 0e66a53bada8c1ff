import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../contracts/domain/case-manifest.ts';
import { cameraFile } from '../../../photograph.ts';
import { give } from '../../support/give.ts';
import { officer } from '../../support/items.ts';
import { bringExhibit, bytesOf, CASE, CRIME, caseOffice, passage, pin, root, STATEMENT } from './office.ts';
import { filesOf, publicFaults } from './public-tools.ts';

const handed = async (change: object = {}) => {
  const { store, calls } = await caseOffice(change);
  const made = await calls.handOver({ id: CASE, purpose: 'charge', pin: pin() });
  if (!made.ok) throw new Error(made.code);
  return { store, calls, made: made.value, zip: await bytesOf(store, made.value.bundle) };
};

describe('a case file on this laptop', () => {
  it('is begun, written and checked without HQ, and each decision stands at once', async () => {
    const { store, calls } = await caseOffice();
    const marks = [{ kind: 'statement' as const, id: STATEMENT, disclosure: 'sensitive' as const, reason: 'x', redactions: [] }];
    expect((await give(store, 'caseFiles', 'caseFile.update', { caseFileId: CASE, summary: 'Another.', marks })).ok).toBe(true);
    const shown = await calls.get({ id: CASE });
    // What was approved was the file before.
    expect(shown).toMatchObject({
      value: { summary: 'Another.', items: [{ id: STATEMENT, mark: { disclosure: 'sensitive' } }], sending: 'waiting' },
    });
    expect(shown.ok && shown.value.check).toBeUndefined();
  });

  it('stands with its crime, with how much of it is ready', async () => {
    const { calls } = await caseOffice();
    expect(await calls.list({ crimeId: CRIME })).toMatchObject({ value: { known: true, value: [{ id: CASE, ready: 9, rules: 9 }] } });
  });

  it('is checked by no constable, and not by the officer in the case', async () => {
    const { store } = await caseOffice();
    const check = { caseFileId: CASE, state: 'approved' as const, text: '' };
    for (const who of [officer({ collarNumber: '4127' }), officer({ roles: ['supervisor'] })])
      expect(await give(store, 'caseFiles', 'caseFile.check', check, { officer: who })).toMatchObject({ ok: false, code: 'NotAllowed' });
    const sergeant = officer({ collarNumber: '1140', roles: ['supervisor'] });
    expect((await give(store, 'caseFiles', 'caseFile.check', check, { officer: sergeant })).ok).toBe(true);
  });
});

describe('a hand-over', () => {
  it('is a bundle that public tools open and verify', async () => {
    const { made, zip } = await handed();
    expect(publicFaults(zip, root)).toEqual([]);
    const files = filesOf(zip);
    expect([...files.keys()]).toEqual([
      ...['manifest.json', 'manifest.p7m', 'forms/MG5.pdf', 'forms/MG6C.pdf', 'forms/MG6D.pdf', 'forms/MG9.pdf', 'forms/MG12.pdf'],
      `statements/${STATEMENT}.pdf`,
    ]);
    expect(readManifest(files.get('manifest.json')?.toString() ?? '')).toMatchObject({
      ...{ caseFileId: CASE, caseFileVersion: 3, crimeId: CRIME, handOver: 1, purpose: 'charge' },
      officer: { collarNumber: officer().collarNumber },
    });
    expect(made).toMatchObject({ number: 1, files: 6, crimeId: CRIME });
  });

  it('has the redacted copy in the place of the signed statement, and the words nowhere', async () => {
    const words = '31 years';
    const marks = [{ kind: 'statement', id: STATEMENT, disclosure: 'evidence', reason: '', redactions: [passage(words)] }];
    const { zip } = await handed({ marks });
    const files = filesOf(zip);
    expect(files.has(`statements/${STATEMENT}.pdf`)).toBe(false);
    expect(files.has(`statements/${STATEMENT}-redacted.pdf`)).toBe(true);
    expect(publicFaults(zip, root)).toEqual([]);
    expect(zip.includes(words)).toBe(false);
  });

  it('has the original of an exhibit under its reference, and whoever has it stands in the file', async () => {
    const { store, calls } = await caseOffice();
    const original = Buffer.from(cameraFile());
    await bringExhibit(store, original);
    expect(await calls.get({ id: CASE })).toMatchObject({
      value: {
        items: [
          { kind: 'statement' },
          { id: 'AR/1', exhibit: { id: 'EX-26-00412', holder: 'PC 2418 Aisha Rahman' }, carrier: { system: 'exhibits' }, isHere: true },
        ],
      },
    });
    const made = await calls.handOver({ id: CASE, purpose: 'charge', pin: pin() });
    if (!made.ok) throw new Error(made.code);
    const zip = await bytesOf(store, made.value.bundle);
    expect(publicFaults(zip, root)).toEqual([]);
    expect(filesOf(zip).get('exhibits/AR-1.jpg')?.equals(original)).toBe(true);
  });

  it('is not made while an exhibit is not at HQ', async () => {
    const { store, calls } = await caseOffice();
    const taken = {
      ...{ reference: 'AR/2', text: 'Jemmy', kind: 'object' as const, crimeId: CRIME, marking: 'OFFICIAL' as const },
      ...{ producer: { name: 'PC 2418 Aisha Rahman', collarNumber: '2418' }, happenedAt: '2021-05-18T14:05:00.000Z' },
      ...{ holder: 'PC 2418 Aisha Rahman', place: '22 York Close' },
    };
    expect((await give(store, 'exhibits', 'exhibit.create', taken)).ok).toBe(true);
    expect(await calls.handOver({ id: CASE, purpose: 'charge', pin: pin() })).toEqual({ ok: false, code: 'NotComplete' });
  });

  it('has nothing of what is unused', async () => {
    const marks = [{ kind: 'statement', id: STATEMENT, disclosure: 'nonSensitive', reason: '', redactions: [] }];
    const { zip } = await handed({ marks });
    expect([...filesOf(zip).keys()].filter((name) => name.startsWith('statements/'))).toEqual([]);
  });

  it('is not made of a file that is not complete, or not at HQ', async () => {
    const { calls } = await caseOffice({ check: undefined });
    expect(await calls.handOver({ id: CASE, purpose: 'charge', pin: pin() })).toEqual({ ok: false, code: 'NotComplete' });
    const other = await caseOffice();
    await give(
      other.store,
      'caseFiles',
      'caseFile.check',
      { caseFileId: CASE, state: 'approved', text: '' },
      {
        officer: officer({ collarNumber: '1140', roles: ['supervisor'] }),
      },
    );
    expect(await other.calls.handOver({ id: CASE, purpose: 'charge', pin: pin() })).toEqual({ ok: false, code: 'NotComplete' });
  });

  it('is signed by nobody with a wrong PIN, and the PIN is zeroed', async () => {
    const { calls } = await caseOffice();
    const typed = pin('111111');
    expect(await calls.handOver({ id: CASE, purpose: 'charge', pin: typed })).toEqual({ ok: false, code: 'PinIncorrect' });
    expect(typed.every((byte) => byte === 0)).toBe(true);
  });

  it('stands with its file until the receipt is there, and meanwhile there is no second one', async () => {
    const { store, calls, made } = await handed();
    expect((await give(store, 'caseFiles', 'caseFile.handOver', made)).ok).toBe(true);
    expect(await calls.get({ id: CASE })).toMatchObject({ value: { given: [{ number: 1, version: 0, sending: 'waiting' }] } });
    expect(await calls.handOver({ id: CASE, purpose: 'charge', pin: pin() })).toEqual({ ok: false, code: 'NotComplete' });
  });
});
