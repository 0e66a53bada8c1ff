import { isDecidedSince } from '../../../contracts/domain/decided-since.ts';
import { formalName } from '../../../contracts/domain/formal-name.ts';
import { type Missing, MOST_MISSING_LINES, MOST_REVIEWS, MOST_RISKS, missing } from '../../../contracts/domain/missing.ts';
import { wasToldTo } from '../../../contracts/domain/missing-circulation.ts';
import {
  type DeedOf,
  HARMLESS_LINES,
  isAddition,
  isCrewAct,
  isFoundToo,
  type MissingAct,
  type MissingDeed,
  missingAfter,
  whyNotMissing,
  whyNotTheirsMissing,
} from '../../../contracts/domain/missing-steps.ts';
import { type CommandCall, type CommandHandler, decidedAt, type Refused, refused } from '../command.ts';
import { type Found, findVisible, isVisible } from '../find.ts';
import { hasRoomAmong, type LEFT_FREE } from '../room.ts';
import { withCirculation } from './publications.ts';

interface Payload {
  readonly missingId: string;
  readonly at: string;
}

/** What was decided, as the payload has it. */
export const fieldsOf = <Given extends Payload>({ payload }: CommandCall<Given>): Omit<Given, keyof Payload> => {
  const { missingId: _, at: __, ...fields } = payload;
  return fields;
};

/**
 * A step in the life of a report (contracts/domain/missing-steps.ts), and what crews are told from then on. What is only added never conflicts;
 * anything else does when something was decided since. `decide`: what of it the payload does not say, or why it cannot be.
 */
export const stepMissing =
  <Act extends MissingAct, Given extends Payload>(
    act: Act,
    decide: (call: CommandCall<Given>, report: Missing) => DeedOf<Act> | Refused | Promise<DeedOf<Act> | Refused>,
  ): CommandHandler<Given> =>
  async (call) => {
    const { shift, itemId, baseVersion, payload } = call;
    const { officer } = shift;
    const found = await findReport(call, act);
    if (found === undefined) return refused('NotFound');
    const { item, body } = found;
    const never = whyNotTheirsMissing(body, act, officer);
    if (never !== undefined) return refused(never);
    const isChange = !isAddition(act) && !isCrewAct(act);
    if (isChange && isDecidedSince({ version: item.version, history: body.lines }, baseVersion, ...HARMLESS_LINES))
      return { kind: 'conflict', itemKind: 'missing', itemId, version: item.version, data: item.body };
    const notNow = isFoundToo(body, act) ? undefined : whyNotMissing(body, act, officer);
    if (notNow !== undefined) return refused(notNow);
    const decided = await decide(call, body);
    if (isRefused(decided)) return decided;
    // Act and deed are paired by the types above; their sum can only be seen as such.
    const deed = { act, ...decided } as unknown as MissingDeed;
    const after = missingAfter(body, deed, { id: call.key, at: decidedAt(payload.at, call), by: formalName(officer), officer });
    if (!hasRoom(after, isFoundToo(body, act) ? 'note' : act)) return refused('RecordFull');
    const [version = 0] = await call.publish(await withCirculation(call, { ...after, id: itemId }));
    return { kind: 'done', itemId, version };
  };

const isRefused = (decided: object): decided is Refused => 'kind' in decided && decided.kind === 'refused';

/** The report, for who may see it; for some acts also for a crew that sees what is circulated, or that saw it when it wrote what it sends. */
const findReport = async (call: CommandCall<Payload>, act: MissingAct): Promise<Found<Missing> | undefined> => {
  const { transaction, shift, itemId: id, payload } = call;
  const key = { system: 'missing', id } as const;
  const seen = await findVisible(transaction, { ...key, kind: 'missing' }, missing, shift.officer);
  if (seen !== undefined || !isCrewAct(act)) return seen;
  const report = await findVisible(transaction, { ...key, kind: 'missing' }, missing, undefined);
  if (report === undefined) return undefined;
  const isTold = await isVisible(transaction, { ...key, kind: 'circulation' }, shift.officer);
  return isTold || wasToldTo(report.body, shift.officer.area, decidedAt(payload.at, call)) ? report : undefined;
};

/** What ends it, in one step or two. */
const CLOSING: ReadonlySet<MissingAct> = new Set(['found', 'wellBeing', 'death']);

/** What is only added leaves room for what decides, and that for what closes the report. */
const hasRoom = (report: Missing, act: MissingAct): boolean => {
  const free: keyof typeof LEFT_FREE = isAddition(act) ? 'more' : CLOSING.has(act) ? 'close' : 'outcome';
  return (
    hasRoomAmong(report, report.lines, MOST_MISSING_LINES, free) &&
    report.risks.length <= MOST_RISKS &&
    report.reviews.length <= MOST_REVIEWS
  );
};
