import { type Selectable, sql } from 'kysely';
import { issueCrl, type Signer } from '../../pki/index.ts';
import type { Query, Transaction } from '../database/database.ts';
import type { CertificateKind, ListedAuthority, RevocationListTable } from '../database/tables.ts';

export interface IssuedList {
  readonly number: number;
  readonly der: Uint8Array;
}

/** Laptops' clocks are minutes off at most; a list from the future would be refused there. */
const BACKDATED_MS = 5 * 60_000;
/** A list is renewed when this much of its life is over: most of it is left for laptops that fetch it and lose signal. */
const RENEWED_AFTER = 1 / 4;

const kinds: Readonly<Record<ListedAuthority, CertificateKind | undefined>> = {
  officer: 'card',
  device: 'device',
  shift: 'shift',
  server: undefined, // A server's certificate is replaced by the force, not by this program.
};

/**
 * The revocation list of an authority whose key HQ holds, issued anew when something was revoked since, when it is due, or when it begins
 * in the future: then HQ's clock was ahead when it was issued, and nobody whose clock is right can use it.
 * `held` is the one that the caller has; its bytes are not read again. HQ processes on one database issue each number once.
 */
export const currentList = async (
  query: Query,
  authority: ListedAuthority,
  signer: Signer,
  lifeMs: number,
  held: IssuedList | undefined,
  at: Date,
): Promise<IssuedList> => {
  const standing = await query
    .selectFrom('revocation_list')
    .select(['number', 'this_update', 'renew_at', 'stale'])
    .where('authority', '=', authority)
    .executeTakeFirst();
  if (standing && stands(standing, at)) {
    if (held?.number === standing.number) return held;
    const row = await query
      .selectFrom('revocation_list')
      .select(['number', 'der'])
      .where('authority', '=', authority)
      .executeTakeFirstOrThrow();
    return { number: row.number, der: new Uint8Array(row.der) };
  }
  return query.transaction().execute((transaction) => issue(transaction, authority, signer, lifeMs, at));
};

const stands = (list: Pick<Selectable<RevocationListTable>, 'this_update' | 'renew_at' | 'stale'>, at: Date): boolean =>
  !list.stale && list.this_update <= at && at < list.renew_at;

/** Says that a certificate of the authority was revoked: the next one to ask gets a new list. */
export const markListStale = async (transaction: Transaction, authority: ListedAuthority): Promise<void> => {
  await transaction.updateTable('revocation_list').set({ stale: true }).where('authority', '=', authority).execute();
};

const issue = async (
  transaction: Transaction,
  authority: ListedAuthority,
  signer: Signer,
  lifeMs: number,
  at: Date,
): Promise<IssuedList> => {
  await sql`select pg_advisory_xact_lock(hashtext(${`revocation_list ${authority}`}))`.execute(transaction);
  const before = await transaction
    .selectFrom('revocation_list')
    .selectAll()
    .where('authority', '=', authority)
    .forUpdate()
    .executeTakeFirst();
  // Somebody else was faster.
  if (before && stands(before, at)) return { number: before.number, der: new Uint8Array(before.der) };
  const number = (before?.number ?? 0) + 1;
  const nextUpdate = new Date(at.getTime() + lifeMs);
  const thisUpdate = new Date(at.getTime() - BACKDATED_MS);
  const der = await issueCrl({ issuer: signer, revoked: await revokedBy(transaction, authority, at), thisUpdate, nextUpdate, number });
  const renewAt = new Date(at.getTime() + lifeMs * RENEWED_AFTER);
  const row = { number, der, this_update: thisUpdate, next_update: nextUpdate, renew_at: renewAt, stale: false };
  await transaction
    .insertInto('revocation_list')
    .values({ authority, ...row })
    .onConflict((conflict) => conflict.column('authority').doUpdateSet(row))
    .execute();
  return { number, der };
};

/**
 * Certificates that have ended by themselves need no entry (RFC 5280 §3.3). What was revoked while HQ's clock was ahead counts from now:
 * a date in the future would be read as not revoked yet.
 */
const revokedBy = async (transaction: Transaction, authority: ListedAuthority, at: Date) => {
  const kind = kinds[authority];
  if (kind === undefined) return [];
  const rows = await transaction
    .selectFrom('certificate')
    .select(['serial', 'revoked_at', 'reason'])
    .where('kind', '=', kind)
    .where('revoked_at', 'is not', null)
    .where('not_after', '>', at)
    .orderBy('revoked_at')
    .execute();
  return rows.flatMap(({ serial, revoked_at, reason }) =>
    revoked_at === null || reason === null ? [] : [{ serialHex: serial, at: revoked_at < at ? revoked_at : at, reason }],
  );
};
