import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { policy as policyContract } from '../../contracts/domain/policy.ts';
import { type Crl, parseCrl, signedContent } from '../../pki/index.ts';
import { readBytes, readRevocationList } from '../authority/files.ts';
import type { HqConfig } from '../config.ts';
import { verifyAudit } from '../database/audit.ts';
import type { Query } from '../database/database.ts';
import { parseJson } from '../http/json.ts';
import { cancelledCards } from '../register/cancelled-cards.ts';
import { KeyFolder, ShareKeyError } from '../shares/key-folder.ts';

/** One thing that was looked at: what was found in words, and whether it is well. */
export interface Examined {
  readonly what: string;
  readonly well: boolean;
  readonly says: string;
}

/** HQ's processes and their database may differ by so much: a shift request may be that old. */
const CLOCKS_DIFFER_MS = 60_000;

/** Looks at what no configuration shows: the database's clock and audit, the keys of device shares, who may sign orders, and whether cancelled cards are on their list. Changes nothing. */
export const examine = async (config: HqConfig, query: Query, at: () => Date): Promise<readonly Examined[]> => [
  await clocks(query, at),
  await auditWhole(query),
  await shareKeys(config, query),
  await signers(config, query),
  ...(await cancelledListed(config, query, at())),
];

const clocks = async (query: Query, at: () => Date): Promise<Examined> => {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(query);
  const difference = Math.abs((rows[0]?.now.getTime() ?? 0) - at().getTime());
  const well = difference <= CLOCKS_DIFFER_MS;
  const says = well
    ? 'the database’s and this machine’s agree'
    : `the database’s and this machine’s differ by ${Math.round(difference / 1000)} s; see to NTP on both`;
  return { what: 'clock', well, says };
};

const auditWhole = async (query: Query): Promise<Examined> => {
  const { entries, firstBreak } = await verifyAudit(query);
  const well = firstBreak === undefined;
  return { what: 'audit', well, says: well ? `whole, ${entries} entries` : `broken at entry ${firstBreak}: somebody changed the database` };
};

/** A key that is neither there nor known to be destroyed: its officers wait until the right folder is mounted. */
const shareKeys = async ({ shareKeyFolder }: HqConfig, query: Query): Promise<Examined> => {
  const what = 'shareKeyFolder';
  const rows = await query.selectFrom('share_key').select(['id', 'device']).where('ended_at', 'is', null).orderBy('device').execute();
  if (rows.length > 0 && !existsSync(shareKeyFolder)) return { what, well: false, says: 'no such folder; is its disk mounted?' };
  const keys = rows.length === 0 ? undefined : new KeyFolder(shareKeyFolder);
  const missing = rows.filter(({ id }) => !has(keys, id)).map(({ device }) => device);
  const well = missing.length === 0;
  return {
    what,
    well,
    says: well ? `a key for each of ${rows.length} laptops` : `no key for ${missing.slice(0, 20).join(', ')}; is the right folder mounted?`,
  };
};

/** What was signed; whether it was the force that did, check has said. */
const contentOf = (file: string): Uint8Array => {
  try {
    return signedContent(readBytes('policyFile', file)) ?? new Uint8Array();
  } catch {
    return new Uint8Array();
  }
};

const has = (keys: KeyFolder | undefined, id: string): boolean => {
  try {
    const key = keys?.read(id);
    key?.fill(0);
    return true;
  } catch (error) {
    if (error instanceof ShareKeyError) return false;
    throw error;
  }
};

/** A wipe that nobody can sign is found out at the wrong moment. */
const signers = async ({ policyFile }: HqConfig, query: Query): Promise<Examined> => {
  const what = 'policy';
  if (policyFile === undefined) return { what, well: false, says: 'policyFile names none: nobody may sign orders' };
  const policy = policyContract.safeParse(parseJson(contentOf(policyFile))).data;
  if (policy === undefined) return { what, well: false, says: 'not a signed policy' };
  const { signers: staffIds, countersign } = policy.orders;
  const able = await query
    .selectFrom('officer')
    .select('staff_id')
    .where('staff_id', 'in', staffIds.length === 0 ? [''] : staffIds)
    .where('state', '=', 'active')
    .where(sql<boolean>`'ict' = any(roles)`)
    .execute();
  const needed = countersign.includes('wipe') ? 2 : 1;
  const well = able.length >= needed;
  const count = `${able.length} of ${staffIds.length} signers are active officers with the role ict`;
  return { what, well, says: well ? count : `${count}; a wipe needs ${needed} signatures` };
};

/** Where somebody else keeps the list of cards: HQ refuses a cancelled one, laptops take it offline until it is listed. */
const cancelledListed = async ({ pki }: HqConfig, query: Query, at: Date): Promise<readonly Examined[]> => {
  const what = 'pki.officerAuthority.crl';
  const { crl } = pki.officerAuthority;
  const list = crl === undefined ? undefined : listIn(what, crl);
  if (list === undefined) return [];
  const missing = (await cancelledCards(query, at)).filter(({ serialHex }) => list.lookup(serialHex) === undefined).length;
  const well = missing === 0;
  const says = well ? 'every cancelled card is on it' : `${missing} certificates of cancelled cards are not on it; issue it anew (pki crl)`;
  return [{ what, well, says }];
};

/** What is wrong with it, check has said. */
const listIn = (field: string, file: string): Crl | undefined => {
  try {
    return parseCrl(readRevocationList(field, file));
  } catch {
    return undefined;
  }
};
