import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Cover } from '../../../contracts/domain/cover.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { addDays, forceDay, instantAt } from '../../../contracts/domain/force-calendar.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { beginWriting } from '../../../hq/database/items.ts';
import { type ChangedDuty, changeDuty } from '../../../hq/systems/people/change-duty.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';
import { ask, codeOf, linesOf } from '../support/client.ts';
import { clarke, halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const TODAY = forceDay(new Date());
const dayAt = (n: number): string => addDays(TODAY, n);
const times = (day: string, from: string, to: string) => ({
  start: instantAt(day, from).toISOString(),
  end: instantAt(to <= from ? addDays(day, 1) : day, to).toISOString(),
});
const early = (day: string): Duty => ({
  ...{ id: day, version: 1, day, kind: 'duty', label: 'Early', ...times(day, '07:00', '15:00') },
  publishedAt: instantAt(addDays(day, -40), '12:00').toISOString(),
});
const late = (day: string): Duty => ({ ...early(day), label: 'Late', ...times(day, '15:00', '23:00') });
const rest = (day: string): Duty => {
  const { start: _start, end: _end, ...plain } = early(day);
  return { ...plain, kind: 'restDay', label: 'Rest day' };
};
/** Days for swaps: of the officer who asks, and of the colleague. */
const FIRST = 10;
const OWN = [early, rest, late, early, early];
const THEIRS = [rest, early, early, early, early];
/** A day as both rosters have it. */
const asked = (n: number) => {
  const [own, theirs] = [OWN, THEIRS].map((roster) => roster[n]?.(dayAt(FIRST + n)));
  const tourOf = ({ label, start = '', end = '' }: Duty) => ({ label, start, end });
  return {
    day: dayAt(FIRST + n),
    ...(own?.start === undefined ? {} : { own: tourOf(own) }),
    ...(theirs?.start === undefined ? {} : { theirs: tourOf(theirs) }),
  };
};
const ownDuty = (owner: Officer, body: Duty): SeedItem => ({ system: 'people', kind: 'duty', id: body.id, owner: owner.staffId, body });
const cover = (day: string): SeedItem => ({
  ...{ system: 'people', kind: 'cover', id: `${day} ${rahman.team}` },
  body: {
    ...{ id: `${day} ${rahman.team}`, day, team: rahman.team, least: 2 },
    members: [rahman, halliwell].map(({ collarNumber, name }) => ({ officer: collarNumber, name, state: 'duty', label: 'Early' })),
  },
});

onEveryForce((start) => {
  const { force, as, send } = officersAtHq(start, [
    ...[1, 2].flatMap((n) => [ownDuty(rahman, early(dayAt(n))), ownDuty(halliwell, early(dayAt(n))), cover(dayAt(n))]),
    ...OWN.flatMap((own, n) => [
      ownDuty(rahman, own(dayAt(FIRST + n))),
      ownDuty(halliwell, THEIRS[n]?.(dayAt(FIRST + n)) ?? rest(dayAt(FIRST + n))),
      cover(dayAt(FIRST + n)),
    ]),
    {
      ...{ system: 'people', kind: 'balance', id: 'balance', owner: rahman.staffId },
      body: {
        id: 'balance',
        annualLeaveDays: 10,
        timeOffInLieuMinutes: 0,
        restDaysOwed: 0,
        nextLeaveYear: { from: dayAt(3), annualLeaveDays: 5 },
      },
    },
  ]);
  const give = async (officer: Officer, command: string, itemId: string, payload: Readonly<Record<string, unknown>>) =>
    send(officer, command, payload, { system: 'people', itemId });
  const made = async (officer: Officer, command: string, payload: Readonly<Record<string, unknown>>): Promise<string> => {
    const reply = await give(officer, command, randomUUID(), payload);
    const { allottedId } = JSON.parse(reply.body.toString()) as { readonly allottedId?: string };
    if (allottedId === undefined) throw new Error(codeOf(reply));
    return allottedId;
  };
  const refusal = async (officer: Officer, command: string, payload: Readonly<Record<string, unknown>>, id: string = randomUUID()) =>
    codeOf(await give(officer, command, id, payload));
  const inFeed = async <Body>(officer: Officer, kind: string, id: string): Promise<Body | undefined> =>
    linesOf(await ask(as(officer), 'GET', '/v1/people/changes?cursor=')).find((line) => line.kind === kind && line.id === id)?.data as
      | Body
      | undefined;
  const change = (officer: Officer, to: ChangedDuty, at: Date) =>
    force()
      .hq.database.query.transaction()
      .execute(async (transaction) => {
        await beginWriting(transaction, 'people');
        return changeDuty(transaction, officer, to, at);
      });

  it('a change of the roster keeps what the day was until its officer has seen it, and the team’s cover changes', async () => {
    const day = dayAt(1);
    const night: ChangedDuty = { day, kind: 'duty', label: 'Night', ...times(day, '22:00', '07:00') };
    const at = new Date('2026-01-02T03:04:05.000Z');
    expect(await change(rahman, night, at)).toBe(true);
    const was = { kind: 'duty', label: 'Early', ...times(day, '07:00', '15:00') };
    expect(await inFeed<Duty>(rahman, 'duty', day)).toMatchObject({ ...night, changed: { at: at.toISOString(), was } });
    expect((await inFeed<Cover>(halliwell, 'cover', `${day} ${rahman.team}`))?.members[0]).toMatchObject({ state: 'duty', label: 'Night' });
    // Of an earlier change that the desk has changed again nothing is acknowledged.
    await give(rahman, 'duty.acknowledge', day, { dutyId: day, changedAt: '2025-12-31T00:00:00.000Z' });
    expect((await inFeed<Duty>(rahman, 'duty', day))?.changed?.seenAt).toBeUndefined();
    await give(rahman, 'duty.acknowledge', day, { dutyId: day, changedAt: at.toISOString() });
    const seenAt = (await inFeed<Duty>(rahman, 'duty', day))?.changed?.seenAt;
    expect(seenAt).toEqual(expect.any(String));
    await give(rahman, 'duty.acknowledge', day, { dutyId: day, changedAt: at.toISOString() });
    expect((await inFeed<Duty>(rahman, 'duty', day))?.changed?.seenAt).toBe(seenAt);
  });

  it('a day that is not published is not changed, and nobody acknowledges another’s', async () => {
    expect(await change(rahman, { day: dayAt(300), kind: 'restDay', label: 'Rest day' }, new Date())).toBe(false);
    const payload = { dutyId: dayAt(1), changedAt: '2026-01-02T03:04:05.000Z' };
    expect(codeOf(await give(clarke, 'duty.acknowledge', dayAt(1), payload))).toBe('NotFound');
  });

  it('an answer to a request is looked at once, by its officer, and not before there is one', async () => {
    const days = [{ day: dayAt(2), part: 'full', cost: 1 }];
    const id = await made(rahman, 'leave.request', { kind: 'annualLeave', days });
    expect(codeOf(await give(rahman, 'leave.seen', id, { leaveId: id }))).toBe('RequestNotOpen');
    await give(hargreaves, 'leave.decide', id, { leaveId: id, decision: 'return', text: 'You are in court' });
    expect(codeOf(await give(hargreaves, 'leave.seen', id, { leaveId: id }))).toBe('NotYourRequest');
    await give(rahman, 'leave.seen', id, { leaveId: id });
    expect(await inFeed(rahman, 'leave', id)).toMatchObject({
      state: 'returned',
      decision: { text: 'You are in court', seenAt: expect.any(String) },
    });
  });

  describe('a swap of duties', () => {
    const swap = (days: readonly number[], partner: Officer = halliwell) => ({ partner: partner.collarNumber, days: days.map(asked) });

    it('agreed by the colleague and approved by the sergeant gives each the other’s tours, and tells the colleague of each day', async () => {
      const id = await made(rahman, 'swap.ask', { ...swap([0, 1]), text: 'My sister’s wedding' });
      for (const one of [rahman, halliwell, hargreaves])
        expect(await inFeed(one, 'swap', id)).toMatchObject({ state: 'asked', partner: { officer: halliwell.collarNumber } });
      expect(await inFeed(clarke, 'swap', id)).toBeUndefined();
      expect(await refusal(rahman, 'swap.ask', swap([1]))).toBe('DayAskedFor');
      expect(await refusal(hargreaves, 'swap.decide', { swapId: id, decision: 'approve' }, id)).toBe('RequestNotOpen');
      expect(await refusal(rahman, 'swap.answer', { swapId: id, decision: 'agree' }, id)).toBe('NotYourRequest');
      await give(halliwell, 'swap.answer', id, { swapId: id, decision: 'agree' });
      await give(hargreaves, 'swap.decide', id, { swapId: id, decision: 'approve' });
      expect(await inFeed(rahman, 'swap', id)).toMatchObject({ state: 'approved', partner: { agreedAt: expect.any(String) } });
      const [first, second] = [dayAt(FIRST), dayAt(FIRST + 1)];
      expect(await inFeed(rahman, 'duty', first)).toMatchObject({ kind: 'restDay' });
      expect(await inFeed(rahman, 'duty', second)).toMatchObject({ kind: 'duty', label: 'Early', ...times(second, '07:00', '15:00') });
      const by = `${hargreaves.rank} ${hargreaves.collarNumber} ${hargreaves.name}`;
      expect(await inFeed(halliwell, 'duty', first)).toMatchObject({ kind: 'duty', changed: { by, was: { kind: 'restDay' } } });
      expect((await inFeed<Duty>(rahman, 'duty', first))?.changed).toBeUndefined();
      const members = (await inFeed<Cover>(halliwell, 'cover', `${first} ${rahman.team}`))?.members;
      expect(members?.map(({ state }) => state)).toEqual(['rest', 'duty']);
    });

    it.each([
      ['with less than 11 hours’ rest after it', () => swap([2]), 'RestTooShort'],
      ['of tours that are the same', () => swap([3]), 'NothingToSwap'],
      ['of a day that is not published', () => ({ ...swap([]), days: [{ day: dayAt(200) }] }), 'DayNotPublished'],
      ['with nobody of the team', () => swap([4], clarke), 'PartnerUnknown'],
      ['with the sergeant', () => swap([4], hargreaves), 'OtherRank'],
      ['with oneself', () => swap([4], rahman), 'PartnerUnknown'],
      ['as a roster was', () => ({ ...swap([]), days: [{ ...asked(2), own: undefined }] }), 'RosterChanged'],
    ])('%s is refused for good', async (_, payload, code) => {
      expect(await refusal(rahman, 'swap.ask', payload())).toBe(code);
    });

    it('under which a roster has changed is not approved, and is sent back', async () => {
      const day = dayAt(FIRST + 2);
      await change(halliwell, { day: dayAt(FIRST + 3), kind: 'restDay', label: 'Rest day' }, new Date());
      const id = await made(rahman, 'swap.ask', swap([2]));
      await give(halliwell, 'swap.answer', id, { swapId: id, decision: 'agree' });
      await change(halliwell, { day, kind: 'court', label: 'Court, Preston', ...times(day, '10:00', '17:00') }, new Date());
      expect(await refusal(hargreaves, 'swap.decide', { swapId: id, decision: 'approve' }, id)).toBe('NotToBeSwapped');
      await give(hargreaves, 'swap.decide', id, { swapId: id, decision: 'return', text: 'Tom is in court' });
      expect(await inFeed(rahman, 'swap', id)).toMatchObject({ state: 'returned', decision: { text: 'Tom is in court' } });
      await change(halliwell, { ...early(day) }, new Date());
    });

    it('is declined by the colleague, or withdrawn while it is open', async () => {
      const declined = await made(rahman, 'swap.ask', swap([2]));
      await give(halliwell, 'swap.answer', declined, { swapId: declined, decision: 'decline', text: 'I have plans' });
      expect(await inFeed(rahman, 'swap', declined)).toMatchObject({ state: 'declined', decision: { text: 'I have plans' } });
      const id = await made(rahman, 'swap.ask', swap([2]));
      await give(halliwell, 'swap.answer', id, { swapId: id, decision: 'agree' });
      await give(rahman, 'swap.withdraw', id, { swapId: id });
      expect(await refusal(hargreaves, 'swap.decide', { swapId: id, decision: 'approve' }, id)).toBe('RequestNotOpen');
    });
  });

  describe('what was laid out on duty', () => {
    const meal = { kind: 'meal', day: dayAt(0), pence: 1240, text: 'Kept on at a scene' };

    it('is claimed, decided by the sergeant of the team alone, and withdrawn while it is open', async () => {
      const id = await made(rahman, 'expense.claim', meal);
      expect(id).toMatch(/^EX-/);
      expect(await inFeed(hargreaves, 'expense', id)).toMatchObject({ ...meal, state: 'asked', officer: rahman.collarNumber });
      expect(await inFeed(halliwell, 'expense', id)).toBeUndefined();
      expect(await refusal(rahman, 'expense.decide', { expenseId: id, decision: 'approve' }, id)).toBe('OnlyTheTeamsSupervisor');
      expect(await refusal(hargreaves, 'expense.decide', { expenseId: id, decision: 'return' }, id)).toBe('ReturnNeedsAReason');
      await give(hargreaves, 'expense.decide', id, { expenseId: id, decision: 'approve' });
      expect(await inFeed(rahman, 'expense', id)).toMatchObject({ state: 'approved' });
      expect(await refusal(rahman, 'expense.withdraw', { expenseId: id }, id)).toBe('RequestNotOpen');
      const second = await made(rahman, 'expense.claim', meal);
      await give(rahman, 'expense.withdraw', second, { expenseId: second });
      expect(await inFeed(hargreaves, 'expense', second)).toMatchObject({ state: 'withdrawn' });
    });

    it.each([
      ['on a day to come', { day: dayAt(3) }, 'StillToCome'],
      ['more than three months ago', { day: dayAt(-100) }, 'TooLongAgo'],
      ['for nothing', { pence: 0 }, 'PayloadMalformed'],
    ])('%s is refused', async (_, change, code) => {
      expect(await refusal(rahman, 'expense.claim', { ...meal, ...change })).toBe(code);
    });
  });

  describe('an officer’s own details', () => {
    it('are changed by the sergeant’s word: a telephone number stands in the directory, and the rest is seen by nobody else', async () => {
      const nextOfKin = { name: 'Sana Rahman', relation: 'sister', telephone: '07700 900555' };
      const id = await made(rahman, 'details.change', { telephone: '07700 900444', nextOfKin });
      expect(await refusal(rahman, 'details.change', {})).toBe('PayloadMalformed');
      expect(await inFeed(halliwell, 'details', id)).toBeUndefined();
      await give(hargreaves, 'details.decide', id, { detailsId: id, decision: 'approve' });
      expect(await inFeed(rahman, 'details', id)).toMatchObject({ state: 'approved', nextOfKin });
      expect(await inFeed(halliwell, 'officer', rahman.staffId)).toMatchObject({ telephone: '07700 900444' });
    });
  });

  describe('sickness', () => {
    const [first, second] = [dayAt(1), dayAt(2)];
    const kindOn = async (day: string) => (await inFeed<Duty>(halliwell, 'duty', day))?.kind;

    it('makes the tours of its days sick days, of which colleagues see that the officer is away, and gives them back', async () => {
      const id = await made(halliwell, 'sickness.report', { firstDay: first, text: 'Flu' });
      expect([await kindOn(first), await kindOn(second)]).toEqual(['sick', 'sick']);
      expect((await inFeed<Cover>(rahman, 'cover', `${first} ${rahman.team}`))?.members[1]).toEqual({
        ...{ officer: halliwell.collarNumber, name: halliwell.name, state: 'away' },
      });
      expect(await inFeed(hargreaves, 'sickness', id)).toMatchObject({ state: 'sick', firstDay: first, text: 'Flu' });
      expect(await inFeed(rahman, 'sickness', id)).toBeUndefined();
      expect(await refusal(halliwell, 'sickness.report', { firstDay: first })).toBe('SickAlready');
      expect(await refusal(hargreaves, 'sickness.fit', { sicknessId: id, backOn: second }, id)).toBe('NotYourSickness');
      expect(await refusal(halliwell, 'sickness.fit', { sicknessId: id, backOn: first }, id)).toBe('BackTooEarly');
      await give(halliwell, 'sickness.fit', id, { sicknessId: id, backOn: second });
      expect(await kindOn(first)).toBe('sick');
      expect(await inFeed(halliwell, 'duty', second)).toMatchObject({ kind: 'duty', label: 'Early', ...times(second, '07:00', '15:00') });
      expect((await inFeed<Duty>(halliwell, 'duty', second))?.rostered).toBeUndefined();
    });

    it('is certified by the officer for seven days, and by a fit note after them', async () => {
      const line = linesOf(await ask(as(halliwell), 'GET', '/v1/people/changes?cursor=')).find(({ kind }) => kind === 'sickness');
      const id = String(line?.id);
      const certify = (kind: string, from: number, to: number) =>
        refusal(halliwell, 'sickness.certify', { sicknessId: id, kind, from: dayAt(from), to: dayAt(to) }, id);
      expect(await certify('self', 1, 8)).toBe('SelfCertificateTooLong');
      expect(await certify('fitNote', 2, 9)).toBe('OutsideTheSickness');
      expect(await certify('self', 1, 0)).toBe('EndsBeforeItBegins');
      await give(halliwell, 'sickness.certify', id, { sicknessId: id, kind: 'self', from: first, to: first, text: 'Flu' });
      expect(await inFeed(hargreaves, 'sickness', id)).toMatchObject({ state: 'fit', certificates: [{ kind: 'self', text: 'Flu' }] });
    });

    it('that was reported by mistake is withdrawn, and the roster is as it was; one too long ago is not reported', async () => {
      const id = await made(halliwell, 'sickness.report', { firstDay: dayAt(0) }).catch((cause: unknown) => String(cause));
      // The days of the first are its own.
      expect(id).toContain('SickAlready');
      const own = await made(rahman, 'sickness.report', { firstDay: dayAt(1) });
      await give(rahman, 'sickness.withdraw', own, { sicknessId: own });
      expect(await inFeed(rahman, 'duty', dayAt(2))).toMatchObject({ kind: 'duty', label: 'Early' });
      expect(await refusal(rahman, 'sickness.withdraw', { sicknessId: own }, own)).toBe('NotSick');
      expect(await refusal(rahman, 'sickness.report', { firstDay: dayAt(-15) })).toBe('FirstDayTooFar');
    });
  });
});
