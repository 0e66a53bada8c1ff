import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../../../contracts/domain/policy.ts';
import { createPolicy } from '../../../../main/device/policy/policy.ts';
import { followScreenCapture } from '../../../../main/device/policy/screen-capture.ts';
import { signCms } from '../../../../pki/index.ts';
import { FORCE, type ForcePki, type Holder, makeForce } from '../../../hq/support/pki.ts';
import { policyHolder, policyOf } from '../../../hq/support/policy.ts';
import { trustOf } from '../update/support/laptop.ts';

let base: string;
let pki: ForcePki;
let holder: Holder;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'mo-capture-'));
  pki = await makeForce(join(base, 'pki'));
  holder = await policyHolder(pki);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const signed = (change: Partial<Policy>): Promise<Uint8Array> =>
  signCms({ content: Buffer.from(JSON.stringify(policyOf(change))), signer: holder.signer, at: new Date() });

/** A laptop on which the sign-in screen has not been painted yet; `said`: what the shell was told, in order. */
const laptop = async () => {
  const trust = await trustOf(pki);
  const file = join(mkdtempSync(join(base, 'laptop-')), 'policy.p7m');
  const policy = createPolicy({ file, trust, force: FORCE, floors: { idleLockSeconds: 600, pinMinLength: 6, pinMaxLength: 8 } });
  const listeners: (() => void)[] = [];
  const painted = Promise.withResolvers<void>();
  const said: boolean[] = [];
  const forbid = followScreenCapture({
    laptop: { policy, onTrust: (listener) => void listeners.push(listener) },
    painted: painted.promise,
    allow: (allowed) => void said.push(allowed),
  });
  const listsCame = (): void => {
    for (const listener of listeners) listener();
  };
  return { policy, trust, said, forbid, listsCame, painted: painted.resolve };
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('pictures of the screen', () => {
  it('are forbidden until the policy allows them, and again at once when it does no more', async () => {
    const { policy, said, painted } = await laptop();
    painted();
    await settled();
    for (const [version, screenCapture] of [
      [1, undefined],
      [2, 'allowed'],
      [3, 'forbidden'],
      [4, 'allowed'],
      [5, undefined],
    ] as const)
      policy.take(await signed({ version, ...(screenCapture === undefined ? {} : { screenCapture }) }));
    expect(said).toEqual([false, false, true, false, true, false]);
  });

  it('are allowed after a restart by the policy that is kept, once the sign-in screen is painted', async () => {
    const { policy, said, painted } = await laptop();
    policy.take(await signed({ version: 1, screenCapture: 'allowed' }));
    said.length = 0;
    painted();
    await settled();
    expect(said).toEqual([true]);
  });

  it('are forbidden when the lists end the policy that allowed them', async () => {
    const { policy, trust, said, listsCame } = await laptop();
    policy.take(await signed({ version: 1, screenCapture: 'allowed' }));
    trust.crls = (await trustOf(pki, [holder])).crls;
    listsCame();
    expect(said).toEqual([true, false]);
  });

  it('are forbidden for good on a laptop that is closed or wiped', async () => {
    const { policy, said, forbid } = await laptop();
    forbid();
    policy.take(await signed({ version: 1, screenCapture: 'allowed' }));
    expect(said).toEqual([false]);
  });
});
