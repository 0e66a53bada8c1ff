import type { Officer } from '../../../contracts/domain/officer.ts';
import { isOpenTask } from '../../../contracts/domain/open-task.ts';
import { thingTypeOf } from '../../../contracts/domain/thing-type.ts';
import { isReason } from '../../../contracts/hq/search.ts';
import type { EnquiryResult, EnquiryWork } from '../../../contracts/ipc/enquiry.ts';
import type { Handlers } from '../../../contracts/ipc/index.ts';
import { fail, ok } from '../../../contracts/result.ts';
import { foundKinds } from '../../../contracts/systems/found.ts';
import type { Store } from '../../store/store.ts';
import type { SearchAtHq } from '../../sync/services/search.ts';
import { type StoreContext, withOpenStore } from '../with-open-store.ts';

export interface EnquiryContext extends StoreContext {
  /** Undefined while there is no way to HQ's systems. */
  readonly searchAtHq: () => SearchAtHq | undefined;
  /** Policy: whether HQ is asked only with a reason. */
  readonly asksWhy: () => boolean;
}

/** As many as the contract lets one answer carry. */
const MOST_WORK = 20;
const OWN_CRIMES = { scope: 'mine', text: '', offenceCode: undefined, offset: 0, limit: 10 } as const;

/** Searches at HQ. The journal has which work they were made for and what came of them; what was looked for, which may be a name, HQ has. */
export const createEnquiryHandlers = (ports: EnquiryContext): Handlers['enquiry'] => ({
  reasons: () =>
    withOpenStore(ports, async ({ store, officer, now }) => {
      const { logs, tasks } = await store.read('today.view', { officer, now: now.toISOString() });
      const { rows } = await store.read('crime.list', { query: OWN_CRIMES, officer });
      const crimes = rows.filter(({ status }) => status !== 'filed');
      const work: EnquiryWork[] = [
        ...logs.map(({ id, title, place }) => ({ kind: 'incident' as const, id, title, detail: place })),
        ...crimes.map(({ id, title, place }) => ({ kind: 'crime' as const, id, title, detail: place })),
        ...tasks.filter(isOpenTask).map(({ id, title, setBy }) => ({ kind: 'task' as const, id, title, detail: setBy })),
      ];
      return ok({ asksWhy: ports.asksWhy(), work: work.slice(0, MOST_WORK) });
    }),

  ask: (request) =>
    withOpenStore(ports, async ({ store, officer }) => {
      const { reason } = request;
      if (ports.asksWhy() && (reason === undefined || !isReason(reason))) return fail('ReasonMissing');
      const subject = reason?.about?.id ?? 'HQ';
      const search = ports.searchAtHq();
      if (search === undefined) {
        await ports.journal({ action: 'search', subject, detail: 'HQ not asked: no signal' });
        return fail('NoSignal');
      }
      // Before it leaves: what is asked is written down, whatever becomes of the answer.
      await ports.journal({ action: 'search', subject, detail: 'HQ asked' });
      const answer = await search(request);
      await ports.journal({
        action: 'search',
        subject,
        detail: answer.ok ? `HQ answered: ${answer.value.results.length} found` : `HQ: ${answer.code}`,
      });
      if (!answer.ok) return answer;
      const results = await Promise.all(
        answer.value.results.map(async (result) => ({ ...result, ...(await placeOf(store, result, officer)) })),
      );
      return ok({ ...answer.value, results });
    }),

  opened: ({ source, number }) =>
    withOpenStore(ports, async () => {
      await ports.journal({ action: 'view', subject: number, detail: `at HQ, ${source}` });
      return ok(null);
    }),
});

/** Whether what HQ has found is on this laptop. HQ has one kind of record for all things, of which the search here has one each. */
const placeOf = async (store: Store, { item }: EnquiryResult, officer: Officer): Promise<Pick<EnquiryResult, 'here'>> => {
  if (item === undefined) return {};
  const type = item.kind === 'thing' ? thingTypeOf(item.id) : undefined;
  if (type !== undefined) return (await store.read('records.thing', { type, id: item.id, officer })) === undefined ? {} : { here: type };
  const kind = foundKinds.find((known) => known === item.kind);
  return kind !== undefined && (await store.read('search.isHere', { kind, id: item.id })) ? { here: kind } : {};
};
