import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ClientConfig } from '../../../contracts/config.ts';
import type { Policy } from '../../../contracts/domain/policy.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { writeFileAtomic } from '../../platform/files/atomic.ts';
import { parseJson } from '../../platform/json.ts';
import type { TrustMaterial } from '../trust/trust.ts';
import { checkPolicy, MAX_POLICY_BYTES, type PolicyRefusal } from './check-policy.ts';
import { inForce, type PolicyInForce } from './policy-in-force.ts';
import { contentSignedByPolicy, type SignedByPolicyRefusal } from './signed-by-policy.ts';

export interface PolicyOptions {
  /** `<data>/device/policy.p7m` */
  readonly file: string;
  readonly trust: TrustMaterial;
  readonly force: string;
  /** What the configuration demands at least. */
  readonly floors: ClientConfig['policy'];
  readonly clock?: () => Date;
}

/** The force's rules for this laptop. Never goes back to an older version; offline keeps the last. */
export interface PolicyKeeper {
  current(): PolicyInForce;
  /** The signed policy as it was written; undefined when this laptop has none that still proves itself. */
  signed(): Policy | undefined;
  /** Takes a signed policy from HQ, durably. What is older, another's, or not signed by the force's policy certificate stays out. */
  take(signed: Uint8Array): Result<'changed' | 'unchanged', PolicyRefusal>;
  /** What else the policy certificate has signed for this force, however long ago: JSON. */
  contentSigned(signed: Uint8Array): Result<unknown, SignedByPolicyRefusal>;
  onChange(listener: (policy: PolicyInForce) => void): void;
}

interface Held {
  readonly policy: Policy | undefined;
  /** The lists under which it was proved: other lists may name its signer. */
  readonly under: TrustMaterial['crls'];
}

/** Opens the policy that was taken last. The file is not believed: it proves itself again, and again when revocation lists change. */
export const createPolicy = ({ file, trust, force, floors, clock = () => new Date() }: PolicyOptions): PolicyKeeper => {
  const listeners: ((policy: PolicyInForce) => void)[] = [];
  // Proved at the first question and not before: the sign-in screen is painted without it.
  let held: Held | undefined;
  const known = (): Policy | undefined => {
    if (held?.under !== trust.crls) held = { policy: load(file, { trust, force, now: clock() }), under: trust.crls };
    return held.policy;
  };
  const current = (): PolicyInForce => inForce(known(), floors);
  return {
    current,
    signed: known,
    take(signed) {
      const checked = checkPolicy(signed, { trust, force, now: clock(), as: 'fresh' });
      if (!checked.ok) return checked;
      const before = known();
      const next = checked.value;
      const same = before !== undefined && JSON.stringify(before) === JSON.stringify(next);
      if (before !== undefined && !same && next.version <= before.version) return fail('RolledBack');
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileAtomic(file, signed);
      held = { policy: next, under: trust.crls };
      if (same) return ok('unchanged');
      for (const listener of listeners) listener(current());
      return ok('changed');
    },
    contentSigned(signed) {
      const content = contentSignedByPolicy(signed, { trust, force, now: clock(), as: 'kept' });
      if (!content.ok) return content;
      const value = parseJson(content.value);
      return z.object({ force: z.literal(force) }).safeParse(value).success ? ok(value) : fail('WrongForce');
    },
    onChange: (listener) => void listeners.push(listener),
  };
};

const load = (file: string, context: { readonly trust: TrustMaterial; readonly force: string; readonly now: Date }): Policy | undefined => {
  if (!existsSync(file) || statSync(file).size > MAX_POLICY_BYTES) return undefined;
  const checked = checkPolicy(new Uint8Array(readFileSync(file)), { ...context, as: 'kept' });
  return checked.ok ? checked.value : undefined;
};
