import { isDeepStrictEqual } from 'node:util';
import { resolveId } from '../../../main/store/alias.ts';
import { search } from '../../main/support/search.ts';
import { brokenAttachments } from './attachments.ts';
import type { SoakHq } from './hq.ts';
import { hasText, type Ledger, markOf, nameOf, type Write } from './ledger.ts';
import { type OutboxRow, type Place, rowsOf } from './place.ts';

interface Looked {
  readonly hq: SoakHq;
  readonly ledger: Ledger;
  readonly place: Place;
  /** Which laptop it is. */
  readonly on: number;
}
interface HeldItem {
  readonly system: string;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly body: string;
}

const name = ({ command, number }: Write): string => `${command} ${markOf({ number })}`;

/** At any moment: what was acknowledged is unsent, or stands at HQ and nothing older is shown; drafts are there. */
export const brokenNow = async ({ hq, ledger, place, on }: Looked): Promise<readonly string[]> => {
  const rows = new Map(rowsOf(place.laptop).map((row) => [row.id, row]));
  const lost = ledger.at(on).flatMap((write) => {
    if (rows.has(write.key)) return [];
    const version = hq.done.get(write.key);
    if (version === undefined) return [`${name(write)} is neither unsent nor at HQ`];
    const shown = heldItem(place, write);
    if (shown === undefined) return write.creates ? [`${name(write)} is not shown any more`] : [];
    return shown.version >= version ? [] : [`${name(write)} is not shown any more: the item is an older one`];
  });
  const numbered = numberedIds(place);
  const called = [...rows.values()].flatMap(({ id, attempts, state, creates, item_id, payload }) => {
    if (attempts > 0 || state === 'done' || state === 'superseded') return [];
    const named = [...(creates === 1 ? [] : [item_id]), ...Object.values(JSON.parse(payload) as object)];
    return named.some((one) => numbered.includes(one)) ? [`${nameOf(ledger, id)} was never sent, and names by a provisional id`] : [];
  });
  return [...lost, ...called, ...(await brokenDrafts(place))];
};

/** Once everything has come to rest. */
export const brokenAtRest = async (looked: Looked): Promise<readonly string[]> => {
  const { hq, ledger, place, on } = looked;
  const rows = rowsOf(place.laptop);
  const items = await hq.items();
  const keys = await hq.keys();
  const held = heldItems(place);
  return [
    ...(await brokenNow(looked)),
    ...brokenOutbox(ledger, rows),
    ...ledger
      .at(on)
      .flatMap((write) => (hq.done.has(write.key) || rows.some(({ id }) => id === write.key) ? [] : [`${name(write)} is not at HQ`])),
    ...brokenDone(ledger, keys, items),
    ...brokenOrder(ledger, [...hq.done.keys()]),
    ...brokenReferences(ledger, items),
    ...brokenLikeness(items, held),
    ...brokenProvisional(ledger, held, rows, place),
    ...(await brokenSearch(place, held)),
    ...(await brokenAttachments(hq, ledger, place)),
  ];
};

const heldItem = ({ laptop }: Place, { system, itemKind, itemId }: Write): HeldItem | undefined =>
  laptop
    .store()
    .look((db) =>
      db
        .prepare<[string, string, string], HeldItem>(
          'SELECT system, kind, id, version, body FROM item WHERE system = ? AND kind = ? AND id = ?',
        )
        .get(system, itemKind, resolveId(db, itemId)),
    );

const heldItems = ({ laptop }: Place): readonly HeldItem[] =>
  laptop.store().look((db) => db.prepare<[], HeldItem>('SELECT system, kind, id, version, body FROM item').all());

/** The provisional ids whose numbers the laptop knows. */
const numberedIds = ({ laptop }: Place): readonly string[] =>
  laptop
    .store()
    .look((db) => db.prepare<[], { provisional_id: string }>('SELECT provisional_id FROM alias').all())
    .map(({ provisional_id }) => provisional_id);

const brokenDrafts = async ({ laptop, drafts }: Place): Promise<readonly string[]> => {
  const broken: string[] = [];
  for (const [key, mark] of drafts) {
    const draft = await laptop.store().read('drafts.get', { key });
    if (!JSON.stringify(draft?.fields ?? {}).includes(mark) || draft === undefined) broken.push(`the draft ${key} is gone`);
  }
  return broken;
};

/** What has not gone out has a reason that is told: HQ's, or that it waits for what has one. */
const brokenOutbox = (ledger: Ledger, rows: readonly OutboxRow[]): readonly string[] =>
  rows.flatMap(({ id, state, reason, conflict, item_id, payload }) => {
    const write = ledger.of(id);
    if (write === undefined || write.fate === 'discarded') return [`the outbox holds what the officer never gave, or discarded: ${state}`];
    switch (state) {
      case 'refused':
        return reason === null || reason === '' ? [`${name(write)} was refused without a word`] : [];
      case 'conflict':
        return conflict === null ? [`${name(write)} is in conflict with nothing`] : [];
      case 'superseded':
        return [];
      case 'waiting': {
        const named = [item_id, ...Object.values(JSON.parse(payload) as object)];
        const waitsFor = rows.some(
          (other) =>
            other.id !== id &&
            ((other.creates === 1 && named.includes(other.item_id)) || (other.state === 'conflict' && other.item_id === item_id)),
        );
        return waitsFor ? [] : [`${name(write)} waits for nothing`];
      }
      default:
        return [`${name(write)} is still ${state}`];
    }
  });

type HqItems = Awaited<ReturnType<SoakHq['items']>>;

/** Each write that is owed was done once at most, and nothing that is not owed was. */
const brokenDone = (ledger: Ledger, keys: readonly string[], items: HqItems): readonly string[] => {
  const wrong = keys.filter((key) => {
    const write = ledger.of(key);
    return write === undefined || write.fate === 'superseded' || (write.fate === 'discarded' && !write.mayHaveArrived);
  });
  const texts = items
    .filter(({ kind }) => ['incident', 'crime', 'task', 'missing', 'expense'].includes(kind))
    .map(({ body }) => JSON.stringify(body));
  const done = new Set(keys);
  const times = ledger.writes.filter(hasText).flatMap((write) => {
    const count = texts.reduce((sum, text) => sum + text.split(markOf(write)).length - 1, 0);
    return count === (done.has(write.key) ? 1 : 0) ? [] : [`${name(write)} is ${count} times at HQ`];
  });
  return [...wrong.map((key) => `HQ did what is not owed: ${nameOf(ledger, key)}`), ...times];
};

/** Of two writes on one item from one outbox, HQ did the earlier first, unless it was passed. */
const brokenOrder = (ledger: Ledger, done: readonly string[]): readonly string[] => {
  const broken: string[] = [];
  const last = new Map<string, { readonly write: Write; readonly place: number }>();
  for (const write of ledger.writes) {
    const place = done.indexOf(write.key);
    if (place < 0 || write.passed) continue;
    const item = JSON.stringify([write.origin, write.itemKind, write.itemId]);
    const before = last.get(item);
    if (before !== undefined && before.place > place) broken.push(`${name(write)} went before ${name(before.write)}`);
    last.set(item, { write, place });
  }
  return broken;
};

/** Whatever names another item names one that there is, by its number. */
const brokenReferences = (ledger: Ledger, items: HqItems): readonly string[] => {
  const numbersOf = (of: string) => new Set(items.filter(({ kind }) => kind === of).map(({ id }) => id));
  const named = { crimeId: numbersOf('crime'), missingId: numbersOf('missing') };
  const provisional = ledger.writes.filter(({ creates }) => creates).map(({ itemId }) => itemId);
  return items.flatMap(({ kind, id, body }) => {
    const text = JSON.stringify(body);
    return [
      ...Object.entries(named)
        .filter(([field, numbers]) => body[field] !== undefined && !numbers.has(String(body[field])))
        .map(([field]) => `${kind} ${id} names by ${field} what there is not`),
      ...(provisional.some((one) => text.includes(one)) ? [`${kind} ${id} holds a provisional id at HQ`] : []),
    ];
  });
};

/** The laptop has what the officer may see, as HQ has it, and nothing else of HQ's. */
const brokenLikeness = (items: HqItems, held: readonly HeldItem[]): readonly string[] => {
  const keyOf = ({ system, kind, id }: Pick<HeldItem, 'system' | 'kind' | 'id'>): string => `${system} ${kind} ${id}`;
  const here = new Map(held.filter(({ version }) => version > 0).map((item) => [keyOf(item), item]));
  const seen = items.filter(({ isSeen }) => isSeen);
  const wrong = seen.flatMap((item) => {
    const own = here.get(keyOf(item));
    here.delete(keyOf(item));
    if (own === undefined) return [`${keyOf(item)} is not on the laptop`];
    const same = own.version === item.version && isDeepStrictEqual(JSON.parse(own.body), item.body);
    return same ? [] : [`${keyOf(item)} is version ${own.version} on the laptop and ${item.version} at HQ, or another body`];
  });
  return [...wrong, ...[...here.keys()].map((key) => `${key} is on the laptop, and not for this officer at HQ`)];
};

/** A provisional id stands nowhere but in what is unsent. */
const brokenProvisional = (ledger: Ledger, held: readonly HeldItem[], rows: readonly OutboxRow[], place: Place): readonly string[] => {
  const open = new Set(rows.filter(({ creates, state }) => creates === 1 && state !== 'superseded').map(({ item_id }) => item_id));
  const numbered = numberedIds(place);
  const drafts = place.laptop
    .store()
    .look((db) => db.prepare<[], { key: string; fields: string; item_id: string | null }>('SELECT key, fields, item_id FROM draft').all());
  const made = ledger.writes.filter(({ creates }) => creates).map(({ itemId }) => itemId);
  return [
    ...held
      .filter(({ version, id }) => version === 0 && !open.has(id))
      .map(({ kind, id }) => `${kind} ${id} is shown, and nothing makes it`),
    ...[...open].filter((id) => !held.some((item) => item.id === id)).map((id) => `what makes ${id} is unsent, and it is not shown`),
    ...held
      .filter(({ version, body }) => made.some((id) => body.includes(id) && (version > 0 || numbered.includes(id))))
      .map(({ kind, id }) => `${kind} ${id} on the laptop names by a provisional id`),
    ...drafts
      .filter((draft) => numbered.some((id) => JSON.stringify(draft).includes(id)))
      .map(({ key }) => `the draft ${key} names by a provisional id`),
  ];
};

const FOUND: ReadonlySet<string> = new Set(['crime', 'task', 'incident', 'missing']);

/** What is shown is found by its number. */
const brokenSearch = async ({ laptop }: Place, held: readonly HeldItem[]): Promise<readonly string[]> => {
  const broken: string[] = [];
  for (const { kind, id, version } of held) {
    if (version === 0 || !FOUND.has(kind)) continue;
    const found = await search(laptop.store(), id);
    if (!found.some((one) => one.id === id)) broken.push(`${kind} ${id} is not found by its number`);
  }
  return broken;
};
