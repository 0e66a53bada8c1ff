import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '../../../contracts/domain/policy.ts';
import { fail, ok, type Result } from '../../../contracts/result.ts';
import { readBytes, stampOf } from '../../authority/files.ts';
import type { Trust } from '../../authority/trust.ts';
import { ConfigError } from '../../config.ts';
import { appendAudit, audit } from '../../database/audit.ts';
import type { Database } from '../../database/database.ts';
import { faultOf, type Log } from '../../log.ts';
import { forgetDrafts } from '../../unsent/drafts.ts';
import { type PolicyFault, readSignedPolicy } from './read.ts';

export interface SignedPolicy {
  readonly policy: Policy;
  /** CMS SignedData, DER, as its file has it: HQ hands it on and could not make another. */
  readonly signed: Uint8Array;
}

export interface PolicyParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly force: string;
  readonly log: Log;
  /** Undefined for a force that has not signed one yet: then nobody may sign orders. */
  readonly file: string | undefined;
}

/** What fits into the contract's answer as base64. */
const MAX_POLICY_BYTES = 192 * 1024;

type PolicyRefusal = PolicyFault | 'TooLarge' | 'Older' | 'VersionReused';

/** The policy in force: the file's, read again when the file changes. What does not hold is refused, and the last one stays. */
export class PolicyInForce {
  readonly #parts: PolicyParts;
  #inForce: SignedPolicy | undefined;
  #stamp = '';
  #looking: Promise<void> | undefined;

  constructor(parts: PolicyParts) {
    this.#parts = parts;
  }

  /** Reads the file for the first time. Throws ConfigError when it is not a policy that the force signed, or one older than laptops may have. */
  async open(): Promise<void> {
    const { file } = this.#parts;
    if (file === undefined) return;
    this.#stamp = stampOf(file) ?? '';
    const taken = await this.#take(readBytes('policyFile', file));
    if (!taken.ok) throw new ConfigError(`policyFile: ${words[taken.code]}`);
  }

  /** The policy as it stands now; undefined for a force that has not signed one. */
  async current(): Promise<SignedPolicy | undefined> {
    const { file } = this.#parts;
    const stamp = file === undefined ? undefined : stampOf(file);
    // A file that is away at the moment is being replaced.
    if (file !== undefined && stamp !== undefined && stamp !== this.#stamp) {
      this.#looking ??= this.#look(file, stamp).finally(() => {
        this.#looking = undefined;
      });
      await this.#looking;
    }
    return this.#inForce;
  }

  async #look(file: string, stamp: string): Promise<void> {
    const { database, log } = this.#parts;
    try {
      const taken = await this.#take(readBytes('policyFile', file));
      this.#stamp = stamp; // Also of one that was refused: said once, not at every request.
      if (taken.ok) return;
      log('policyRefused', { code: taken.code });
      await audit(database.query, { actor: 'hq', action: 'policyRefused', subject: 'hq', detail: taken.code });
    } catch (error) {
      log('policyUnread', faultOf(error)); // Replaced while it was read, or the database is away: the next request looks again.
    }
  }

  async #take(signed: Uint8Array): Promise<Result<null, PolicyRefusal>> {
    const { trust, force, database } = this.#parts;
    if (signed.byteLength > MAX_POLICY_BYTES) return fail('TooLarge');
    const at = new Date();
    const read = readSignedPolicy(signed, { material: await trust.material(at, []), force, at });
    if (!read.ok) return read;
    const { version } = read.value;
    // Laptops that have this version would never take the change.
    if (version === this.#inForce?.policy.version && !isDeepStrictEqual(read.value, this.#inForce.policy)) return fail('VersionReused');
    if (!(await putInForce(database, read.value))) return fail('Older');
    this.#inForce = { policy: read.value, signed };
    return ok(null);
  }
}

/** False when the force is past this version already: laptops would refuse it, and orders would be judged by rules that were withdrawn. */
const putInForce = (database: Database, { version, draftsTravel }: Policy): Promise<boolean> =>
  database.query.transaction().execute(async (transaction) => {
    const before = await transaction.selectFrom('installation').select('policy_version').forUpdate().executeTakeFirstOrThrow();
    if (version < before.policy_version) return false;
    if (version === before.policy_version) return true;
    await transaction.updateTable('installation').set({ policy_version: version }).execute();
    if (draftsTravel !== true) await forgetDrafts(transaction);
    await appendAudit(transaction, { actor: 'hq', action: 'policyInForce', subject: 'hq', detail: String(version) });
    return true;
  });

const words: Readonly<Record<PolicyRefusal, string>> = {
  Malformed: 'not a signed policy',
  Untrusted: 'not signed by a policy certificate of this force that is valid and not revoked',
  WrongForce: 'the policy of another force',
  TooLarge: 'too large',
  VersionReused: 'another policy under a version that is in force',
  Older: 'older than the policy that this HQ has had in force',
};
