import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeList } from '../../contracts/domain/incident.ts';
import { type SignedCodeList, signedCodeList } from '../../contracts/domain/signed-code-list.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import { readBytes, stampOf } from '../authority/files.ts';
import type { Trust } from '../authority/trust.ts';
import { audit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { beginWriting, findItem } from '../database/items.ts';
import { type PolicyFault, type PolicyRules, readSignedByPolicy } from '../fleet/policy/read.ts';
import { faultOf, type Log } from '../log.ts';
import { publish } from '../systems/publish.ts';

export interface CodeListParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly force: string;
  readonly log: Log;
  /** Holds a signed list in each file *.p7m (`mobile-office-hq lists sign`). */
  readonly folder: string;
}

/** An operator who puts a list there sees it on laptops within a minute. */
const INTERVAL_MS = 30_000;
const SUFFIX = '.p7m';

/**
 * Puts the force's signed lists of codes into Storm's feed, now and whenever a file changes. One that is not signed by the force's policy
 * certificate, or of no newer issue than HQ has, is logged once and left. Resolves after the first look; never rejects.
 */
export const keepCodeLists = async (parts: CodeListParts): Promise<{ close(): Promise<void> }> => {
  const seen = new Map<string, string>();
  let running = look(parts, seen);
  await running;
  const timer = setInterval(() => {
    running = running.then(() => look(parts, seen));
  }, INTERVAL_MS).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};

const look = async (parts: CodeListParts, seen: Map<string, string>): Promise<void> => {
  for (const name of namesIn(parts)) {
    try {
      const stamp = stampOf(join(parts.folder, name));
      if (stamp === undefined || seen.get(name) === stamp) continue;
      await take(parts, name);
      seen.set(name, stamp);
    } catch (error) {
      parts.log('codeListUnread', { name, ...faultOf(error) }); // Replaced while it was read, or the database is away: the next look tries again.
    }
  }
};

const namesIn = ({ folder, log }: CodeListParts): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(SUFFIX))
      .sort();
  } catch (error) {
    log('codeListsUnread', faultOf(error));
    return [];
  }
};

const take = async ({ database, trust, force, log, folder }: CodeListParts, name: string): Promise<void> => {
  const signed = readBytes('codeListFolder', join(folder, name));
  const at = new Date();
  const rules = { material: await trust.material(at, []), force, at };
  const list = readList(signed, rules);
  const outcome = list.ok ? await put(database, list.value, signed, rules) : list.code;
  if (outcome === 'unchanged') return;
  const action = outcome === 'taken' ? 'codeListTaken' : 'codeListRefused';
  log(action, { name, code: outcome });
  await audit(database.query, { actor: 'hq', action, subject: 'hq', detail: `${name} ${outcome}`.slice(0, 200) });
};

const readList = (signed: Uint8Array, rules: PolicyRules): Result<SignedCodeList, PolicyFault> => {
  const content = readSignedByPolicy(signed, rules);
  if (!content.ok) return content;
  const list = signedCodeList.safeParse(content.value).data;
  if (list === undefined) return fail('Malformed');
  return list.force === rules.force ? ok(list) : fail('WrongForce');
};

const put = (
  database: Database,
  { id, issue, entries }: SignedCodeList,
  signed: Uint8Array,
  rules: PolicyRules,
): Promise<'taken' | 'unchanged' | 'NotNewer'> =>
  database.query.transaction().execute(async (transaction) => {
    await beginWriting(transaction, 'storm');
    const item = await findItem(transaction, { system: 'storm', kind: 'codeList', owner: '', id });
    const held = codeList.safeParse(item?.body).data?.signed;
    const next = Buffer.from(signed).toString('base64');
    if (held === next) return 'unchanged';
    const before = held === undefined ? undefined : readList(Buffer.from(held, 'base64'), rules);
    // Another list of the same issue is a slip of whoever signed: laptops could not tell which is meant.
    if (before?.ok === true && before.value.issue >= issue) return 'NotNewer';
    await publish(transaction, 'storm', [{ kind: 'codeList', id, body: { id, entries, issue, signed: next } }]);
    return 'taken';
  });
