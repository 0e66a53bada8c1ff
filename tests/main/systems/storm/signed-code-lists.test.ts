import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedCodeList } from '../../../../contracts/domain/signed-code-list.ts';
import { signJson } from '../../../../hq/fleet/policy/signer.ts';
import { createPolicy, type PolicyKeeper } from '../../../../main/device/policy/policy.ts';
import type { Store } from '../../../../main/store/store.ts';
import type { FeedLine } from '../../../../main/sync/line.ts';
import { proveCodeLists } from '../../../../main/systems/storm/prove-code-lists.ts';
import { issueCrl, parseCrl } from '../../../../pki/index.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../../../hq/support/pki.ts';
import { policyHolder, policyOf } from '../../../hq/support/policy.ts';
import { cursor } from '../../support/items.ts';
import { temporaryStore } from '../../support/store.ts';

const HOUR_MS = 3_600_000;
const AT = '2021-05-18T14:14:00.000Z';
const ON_PATROL = [{ code: '2', label: 'On patrol' }];
const RENAMED = [{ code: '2', label: 'Patrolling' }];
/** As the policy certificate calls itself. */
const POLICY = { organization: FORCE, organizationalUnit: 'Policy', commonName: 'Policy' };
const FORGED = [{ code: '2', label: 'Off duty' }];

let folder: string;
let pki: ForcePki;
let holder: Holder;
let policy: PolicyKeeper;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mo-lists-'));
  pki = await makeForce(join(folder, 'pki'));
  holder = await policyHolder(pki);
  const thisUpdate = new Date(Date.now() - HOUR_MS);
  const nextUpdate = new Date(Date.now() + HOUR_MS);
  const list = parseCrl(await issueCrl({ issuer: pki.root.signer, revoked: [], thisUpdate, nextUpdate, number: 1 }));
  const trust = { anchors: [pki.root.certificate], intermediates: [pki.officer.certificate], crls: [list] };
  const floors = { idleLockSeconds: 600, pinMinLength: 6, pinMaxLength: 8 };
  policy = createPolicy({ file: join(folder, 'device', 'policy.p7m'), trust, force: FORCE, floors });
  policy.take(await signJson(policyOf({ codeLists: { signed: true } }), holder.signer, new Date()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let store: Store;
beforeEach(async () => {
  store = await temporaryStore();
});

const signed = async (change: Partial<SignedCodeList> = {}, by: Holder = holder): Promise<string> =>
  Buffer.from(
    await signJson({ ...{ force: FORCE, id: 'status', issue: 2, entries: ON_PATROL }, ...change }, by.signer, new Date()),
  ).toString('base64');
/** As HQ gives it. */
const listed = (version: number, rest: object, id = 'status'): FeedLine => ({
  ...{ op: 'upsert', kind: 'codeList', id, version },
  data: { id, version, entries: FORGED, ...rest },
});
let pages = 0;
const bring = async (...lines: FeedLine[]): Promise<unknown> => {
  pages += 1;
  const proved = await proveCodeLists(policy)(store, [...lines, cursor(`c${pages}`)]);
  return store.write('feed.apply', { system: 'storm', lines: proved, at: AT });
};
const entries = async () => (await store.read('storm.codeLists', null)).map((list) => list.entries);
const setAside = async () => (await store.read('feed.setAside', null)).map(({ reason, count }) => `${reason} ${count}`);

describe('where policy asks for signed lists of codes', () => {
  it('a list is as the force signed it, whatever HQ says beside it', async () => {
    await bring(listed(1, { signed: await signed() }));
    expect(await entries()).toEqual([ON_PATROL]);
    await bring(listed(2, { signed: await signed({ issue: 3, entries: RENAMED }), issue: 9 }));
    expect(await entries()).toEqual([RENAMED]);
    expect(await store.read('storm.codeLists', null)).toMatchObject([{ issue: 3 }]);
    expect(await setAside()).toEqual([]);
  });

  it.each(['missingQuestion', 'missingReason', 'riskGuidance'] as const)('the list %s is one of them', async (id) => {
    const asked = [{ code: 'worry', label: 'Why are you worried?' }];
    await bring(listed(1, { signed: await signed({ id, entries: asked }) }, id));
    await bring(listed(2, { signed: await signed({ id, issue: 1 }) }, id), listed(3, {}, id));
    expect(await entries()).toEqual([asked]);
  });

  const refused: readonly (readonly [string, () => Promise<object>, string])[] = [
    ['is not signed', async () => ({}), 'NotSigned'],
    ['is signed with nothing', async () => ({ signed: '' }), 'NotSigned'],
    ['is signed with garbage', async () => ({ signed: Buffer.from('no signature').toString('base64') }), 'NotSigned'],
    ['has the signature of another list', async () => ({ signed: await signed({ id: 'grade' }) }), 'NotSigned'],
    ['is another force’s', async () => ({ signed: await signed({ force: 'Elsewhere' }) }), 'NotSigned'],
    [
      'is signed by a certificate that another authority than the root issued',
      async () => ({
        signed: await signed({}, await pki.issue(pki.officer, POLICY, { kind: 'policy' })),
      }),
      'NotSigned',
    ],
    ['is of an older issue', async () => ({ signed: await signed({ issue: 1, entries: FORGED }) }), 'OlderIssue'],
  ];
  it.each(refused)('one that %s is set aside, and the list held stays', async (_, rest, reason) => {
    await bring(listed(1, { signed: await signed() }));
    await bring(listed(2, await rest()));
    expect(await entries()).toEqual([ON_PATROL]);
    expect(await setAside()).toEqual([`${reason} 1`]);
    await bring(listed(3, { signed: await signed({ issue: 3, entries: RENAMED }) }));
    expect(await entries()).toEqual([RENAMED]);
    expect(await setAside()).toEqual([]);
  });

  it('HQ removes none, neither by name nor by beginning its feed anew without it', async () => {
    await bring(listed(1, { signed: await signed() }));
    await bring({ op: 'delete', kind: 'codeList', id: 'status', version: 2 });
    expect(await entries()).toEqual([ON_PATROL]);
    await bring({ op: 'reset' });
    expect(await entries()).toEqual([ON_PATROL]);
    await bring({ op: 'reset' }, listed(3, { signed: await signed() }));
    expect(await entries()).toEqual([ON_PATROL]);
    expect(await setAside()).toEqual([]);
  });

  it('a list from before stays until a signed one comes', async () => {
    await store.write('feed.apply', { system: 'storm', lines: [listed(1, { entries: ON_PATROL }), cursor('before')], at: AT });
    await bring(listed(2, {}));
    expect(await entries()).toEqual([ON_PATROL]);
    await bring(listed(3, { signed: await signed({ entries: RENAMED }) }));
    expect(await entries()).toEqual([RENAMED]);
  });
});

it('where policy asks for none, HQ’s word is enough', async () => {
  const unasked = { current: () => ({ signedCodeLists: false }), contentSigned: policy.contentSigned };
  const lines = [listed(1, {}), cursor('c')];
  expect(await proveCodeLists(unasked)(store, lines)).toEqual(lines);
});
