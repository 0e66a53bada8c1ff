import { isDeepStrictEqual } from 'node:util';
import type { Officer } from '../../contracts/domain/officer.ts';
import { announceRevocation } from '../database/announce.ts';
import { appendAudit } from '../database/audit.ts';
import type { Database, Transaction } from '../database/database.ts';
import { beginWriting } from '../database/items.ts';
import { findNamed, lockOfficer, putOfficer } from '../database/officers.ts';
import { moveOpenRequests } from '../systems/people/move-requests.ts';
import { publishOfficer } from '../systems/people/publish-officer.ts';

/** What putting an officer changes. */
export interface DirectoryChange {
  readonly staffId: string;
  /** Fields, by their names; `new` for an officer whom the directory does not know. */
  readonly changed: readonly string[] | 'new';
}

/** Two officers under one collar number, or a supervisor, or who is to be moved, whom the directory does not know. */
export class DirectoryError extends Error {
  readonly code: 'CollarNumberTaken' | 'SupervisorUnknown' | 'OfficerUnknown';
  readonly staffId: string;
  constructor(code: DirectoryError['code'], staffId: string) {
    super(code);
    this.name = 'DirectoryError';
    this.code = code;
    this.staffId = staffId;
  }
}

/** What is to change of where an officer works; null takes away what need not be there. */
export interface OfficerMove {
  readonly team?: string | undefined;
  readonly station?: string | undefined;
  readonly area?: string | undefined;
  readonly callSign?: string | null | undefined;
  readonly supervisor?: string | null | undefined;
}

/** How officers are put. */
export interface Putting {
  /** Nothing is written. */
  readonly dryRun: boolean;
  readonly actor: string;
  readonly at: Date;
}

class DryRun extends Error {}

/**
 * Puts officers into the directory, all or none: people, feed, and what they asked for and nobody has decided follow; live connections of
 * those who changed are judged again. Whether somebody was ended stays as it is. Returns what changes, in their order. Throws DirectoryError.
 */
export const putOfficers = (database: Database, officers: readonly Officer[], putting: Putting): Promise<readonly DirectoryChange[]> =>
  putRead(database, async () => officers, putting);

/** Changes where an officer works, as putOfficers does; what is not named stays as it is at that moment. Throws DirectoryError. */
export const moveOfficer = (
  database: Database,
  staffId: string,
  move: OfficerMove,
  putting: Putting,
): Promise<readonly DirectoryChange[]> =>
  putRead(
    database,
    async (transaction) => {
      const before = (await lockOfficer(transaction, staffId))?.officer;
      if (before === undefined) throw new DirectoryError('OfficerUnknown', staffId);
      return [moved(before, move)];
    },
    putting,
  );

const moved = ({ callSign, supervisor, ...before }: Officer, move: OfficerMove): Officer => {
  const sign = move.callSign === undefined ? callSign : move.callSign;
  const by = move.supervisor === undefined ? supervisor : move.supervisor;
  return {
    ...before,
    team: move.team ?? before.team,
    station: move.station ?? before.station,
    area: move.area ?? before.area,
    ...(sign ? { callSign: sign } : {}),
    ...(by ? { supervisor: by } : {}),
  };
};

/** What putting these would change in a directory that has nobody yet. Throws DirectoryError. */
export const changesOfFirst = (officers: readonly Officer[]): readonly DirectoryChange[] => {
  demandSound([], officers);
  return officers.map(({ staffId }) => ({ staffId, changed: 'new' }));
};

const putRead = async (
  database: Database,
  read: (transaction: Transaction) => Promise<readonly Officer[]>,
  { dryRun, actor, at }: Putting,
): Promise<readonly DirectoryChange[]> => {
  let changes: readonly DirectoryChange[] = [];
  const putting = database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'people');
    const officers = await read(transaction);
    demandSound(await findNamedBy(transaction, officers), officers);
    changes = await putAll(transaction, officers, actor, at);
    if (dryRun) throw new DryRun(); // Tried out whole, and rolled back.
  });
  await putting.catch((error) => {
    if (!(error instanceof DryRun)) throw error;
  });
  return changes;
};

const putAll = async (
  transaction: Transaction,
  officers: readonly Officer[],
  actor: string,
  at: Date,
): Promise<readonly DirectoryChange[]> => {
  const changes: DirectoryChange[] = [];
  const put: Officer[] = [];
  for (const officer of officers) {
    const before = (await lockOfficer(transaction, officer.staffId))?.officer;
    const changed = before === undefined ? 'new' : fieldsThatDiffer(before, officer);
    changes.push({ staffId: officer.staffId, changed });
    if (changed.length === 0) continue;
    await putOfficer(transaction, officer);
    await publishOfficer(transaction, officer);
    await announceRevocation(transaction, `staff:${officer.staffId}`);
    put.push(officer);
  }
  await moveOpenRequests(transaction, put);
  // Last: it holds the head of the chain.
  for (const { staffId, changed } of changes) {
    if (changed.length === 0) continue;
    const detail = changed === 'new' ? 'new' : changed.join(' ');
    await appendAudit(transaction, { actor, action: 'officerPut', subject: staffId, detail }, at);
  }
  return changes;
};

const fieldsThatDiffer = (before: Officer, after: Officer): readonly string[] => {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as ReadonlySet<keyof Officer>;
  return [...names].filter((name) => !isDeepStrictEqual(before[name], after[name]));
};

const findNamedBy = (transaction: Transaction, officers: readonly Officer[]): Promise<readonly Officer[]> =>
  findNamed(transaction, {
    staffIds: officers.flatMap(({ supervisor }) => supervisor ?? []),
    collarNumbers: officers.map(({ collarNumber }) => collarNumber),
    teams: [],
  });

/** A collar number is one officer's, also for as long as it takes to hand it on: two files for a swap. */
const demandSound = (known: readonly Officer[], officers: readonly Officer[]): void => {
  const holders = new Map(known.map(({ collarNumber, staffId }) => [collarNumber, staffId]));
  const staffIds = new Set([...known, ...officers].map(({ staffId }) => staffId));
  for (const { staffId, collarNumber, supervisor } of officers) {
    if ((holders.get(collarNumber) ?? staffId) !== staffId) throw new DirectoryError('CollarNumberTaken', staffId);
    holders.set(collarNumber, staffId);
    if (supervisor !== undefined && !staffIds.has(supervisor)) throw new DirectoryError('SupervisorUnknown', staffId);
  }
};
