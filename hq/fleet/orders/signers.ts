import type { Policy } from '../../../contracts/domain/policy.ts';
import type { OrderSummary } from '../../../contracts/hq/fleet.ts';
import type { Query } from '../../database/database.ts';
import { findOfficer } from '../../database/officers.ts';
import type { OrderFault } from '../fault.ts';

/**
 * Whether these may sign orders now: named in the signed policy, in the directory active and with the role ict, each another
 * person, and one of them whoever sends it. The fault, if not.
 */
export const faultOfSigners = async (
  query: Query,
  signers: OrderSummary['signers'],
  rules: { readonly policy: Policy; readonly caller: string },
): Promise<OrderFault | undefined> => {
  for (const { staffId } of signers) {
    if (!rules.policy.orders.signers.includes(staffId)) return 'SignerNotAllowed';
    const entry = await findOfficer(query, staffId);
    if (entry === undefined || !entry.officer.roles.includes('ict')) return 'SignerNotAllowed';
    if (entry.state !== 'active') return 'SignerRevoked';
  }
  if (new Set(signers.map(({ staffId }) => staffId)).size !== signers.length) return 'SameSigner';
  // A card whose certificate for signing in was revoked reaches nothing here: its signature cannot come by another's hand.
  return signers.some(({ staffId }) => staffId === rules.caller) ? undefined : 'NotTheCaller';
};

/** How many signatures an order of this kind needs. */
export const neededSignatures = (policy: Policy, kind: OrderSummary['kind']): number => (policy.orders.countersign.includes(kind) ? 2 : 1);
