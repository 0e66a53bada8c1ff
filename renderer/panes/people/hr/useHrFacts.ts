import type { Cover } from '../../../../contracts/domain/cover.ts';
import type { Balance, Duty } from '../../../../contracts/domain/duty.ts';
import { isOpenRequest } from '../../../../contracts/domain/hr-steps.ts';
import type { Fetched } from '../../../../contracts/ipc/fetched.ts';
import type { ShownLeave, ShownOvertime, ShownSickness, ShownSwap } from '../../../../contracts/ipc/people.ts';
import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import { type Ask, type Shown, useFetched } from '../../../hooks/useAsk.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';

/** What this laptop has of HQ about the officer's days from..to, and of all that they asked for. */
export interface HrFacts {
  readonly duties: readonly Duty[];
  readonly balance: Balance | undefined;
  readonly ownLeave: readonly ShownLeave[];
  readonly ownOvertime: readonly ShownOvertime[];
  readonly ownSickness: readonly ShownSickness[];
  /** The officer's own that nobody has answered for good. */
  readonly openSwaps: readonly ShownSwap[];
  readonly cover: readonly Cover[];
}

export const useHrFacts = (from: string, to: string): Ask<Shown<HrFacts, ErrorCode>> => {
  const { officer } = useWorkspace();
  return useFetched(['people.facts', from, to], () => factsOf(officer.collarNumber, from, to), { topics: ['people'] });
};

export const dutyOn =
  ({ duties }: Pick<HrFacts, 'duties'>): ((day: string) => Duty | undefined) =>
  (day) =>
    duties.find((duty) => duty.day === day);

const factsOf = async (collarNumber: string, from: string, to: string): Promise<Result<Fetched<HrFacts>, ErrorCode>> => {
  const [roster, requests, cover] = await Promise.all([
    api.people.roster({ from, to }),
    api.people.requests(null),
    api.people.cover({ from, to }),
  ]);
  if (!roster.ok) return roster;
  if (!requests.ok) return requests;
  if (!cover.ok) return cover;
  if (!roster.value.known || !requests.value.known || !cover.value.known) return ok({ known: false });
  const { duties, balance } = roster.value.value;
  // What HQ did not take was not asked for: it may be asked for again.
  const own = ({ officer, version, sending }: Pick<ShownLeave | ShownSickness, 'officer' | 'version' | 'sending'>): boolean =>
    officer === collarNumber && (version > 0 || sending !== 'refused');
  return ok({
    known: true,
    value: {
      ...{ duties, balance, cover: cover.value.value },
      ownLeave: requests.value.value.leave.filter(own),
      ownOvertime: requests.value.value.overtime.filter(own),
      ownSickness: requests.value.value.sickness.filter(own),
      openSwaps: requests.value.value.swap.filter((swap) => own(swap) && isOpenRequest(swap)),
    },
  });
};
