import { isDeepStrictEqual } from 'node:util';
import { attachmentsIn } from '../../../contracts/domain/blob.ts';
import { tidyBlobs } from '../../../main/sync/blobs/receive.ts';
import type { SoakHq } from './hq.ts';
import { type Ledger, markOf, nameOf } from './ledger.ts';
import { hashOfParts } from './photographs.ts';
import type { Place } from './place.ts';

/** Longer than HQ or a laptop keeps what nothing needs, whatever their clocks were set to. */
const LONG_DAYS = 100;
const LONG_MS = LONG_DAYS * 86_400_000;

/** At rest: what work carries is at HQ once, whole, under the work that carried it, and nothing of it is left behind. */
export const brokenAttachments = async (hq: SoakHq, ledger: Ledger, place: Place): Promise<readonly string[]> => [
  ...(await brokenAtHq(hq, ledger)),
  ...(await brokenOnLaptop(place)),
];

const brokenAtHq = async (hq: SoakHq, ledger: Ledger): Promise<readonly string[]> => {
  await hq.forgetLoose(LONG_DAYS); // However often clocks were set: what a command carried stays.
  const { contents, carried, strayChunks } = await hq.blobs();
  const bodies = (await hq.items()).map(({ body }) => body);
  const texts = bodies.map((body) => JSON.stringify(body));
  const wrong = (await hq.keys()).flatMap((key) => {
    const write = ledger.of(key);
    if (write === undefined) return []; // Told by others.
    const here = carried.filter((row) => row.key === key).map(({ hash }) => hash);
    const named = write.creates ? texts.findIndex((text) => text.includes(markOf(write))) : -1;
    const shown = attachmentsIn(bodies[named]).map(({ hash }) => hash);
    return [
      ...(isSame(here, write.attachments) ? [] : [`HQ has other attachments of ${nameOf(ledger, key)} than it carried`]),
      ...(named < 0 || isSame(shown, write.attachments) ? [] : [`what ${nameOf(ledger, key)} made names other attachments`]),
    ];
  });
  const broken = carried.filter(({ hash }) => contents.filter((one) => one.hash === hash && one.proven === hash).length !== 1);
  return [
    ...wrong,
    ...broken.map(({ key }) => `an attachment of ${nameOf(ledger, key)} is not at HQ once and whole`),
    ...(strayChunks === 0 ? [] : [`${strayChunks} chunks at HQ belong to no attachment`]),
  ];
};

/** As the laptop stands once what nothing needs has had its time. */
const brokenOnLaptop = async ({ laptop }: Place): Promise<readonly string[]> => {
  const store = laptop.store();
  await tidyBlobs(store, () => new Date(Date.now() + LONG_MS));
  return store.look((db) => {
    const count = (sql: string): number => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${sql}`).get()?.n ?? 0;
    const needed = db
      .prepare<[], { holder: string; naming: string }>(
        `SELECT 'outbox/' || id AS holder, payload AS naming FROM outbox WHERE state <> 'superseded'
         UNION ALL SELECT 'draft/' || key, blobs FROM draft`,
      )
      .all()
      .flatMap(({ holder, naming }) => attachmentsIn(JSON.parse(naming)).map(({ hash }) => ({ holder, hash })));
    const uses = db.prepare<[], { holder: string; hash: string }>('SELECT holder, hash FROM blob_use').all();
    const whole = db
      .prepare<[], { number: number; hash: string }>('SELECT number, hash FROM blob WHERE hash IS NOT NULL')
      .all()
      .filter(({ number, hash }) => {
        const parts = db.prepare<[number], { data: Uint8Array }>('SELECT data FROM blob_part WHERE blob = ? ORDER BY part').all(number);
        return hashOfParts(parts.map(({ data }) => data)) === hash;
      })
      .map(({ hash }) => hash);
    const lost = needed.filter(
      ({ hash, holder }) => !whole.includes(hash) || !uses.some((use) => isDeepStrictEqual(use, { holder, hash })),
    );
    const orphans =
      count('blob WHERE NOT EXISTS (SELECT 1 FROM blob_use WHERE blob_use.hash = blob.hash)') +
      count('blob_part WHERE blob NOT IN (SELECT number FROM blob)') +
      count(`blob_use WHERE holder NOT IN (SELECT 'outbox/' || id FROM outbox UNION SELECT 'draft/' || key FROM draft)`);
    return [
      ...(lost.length === 0 ? [] : [`${lost.length} attachments of unsent work and drafts are not on the laptop whole`]),
      ...(orphans === 0 ? [] : [`${orphans} rows of attachments on the laptop belong to nothing`]),
    ];
  });
};

const isSame = (one: readonly string[], other: readonly string[]): boolean => isDeepStrictEqual(one.toSorted(), other.toSorted());
