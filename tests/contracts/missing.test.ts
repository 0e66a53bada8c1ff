import { describe, expect, it } from 'vitest';
import { type Missing, missing } from '../../contracts/domain/missing.ts';
import { circulationOf, lastKnown, wasToldTo } from '../../contracts/domain/missing-circulation.ts';
import { missingQuestionsOf, reasonsOffered } from '../../contracts/domain/missing-questions.ts';
import { isMedicalNear, medicalWarningAt, returnInterviewDue, reviewDueAfter, reviewState } from '../../contracts/domain/missing-review.ts';
import { ageOn, isSameMissing, missingFindings } from '../../contracts/domain/missing-rules.ts';
import { type MissingAct, type MissingDeed, missingAfter, whyNotMissing } from '../../contracts/domain/missing-steps.ts';
import { riskGrades } from '../../contracts/domain/missing-words.ts';
import { newMissing } from '../../contracts/domain/new-missing.ts';

const now = '2026-11-21T23:40:00.000Z';
const today = '2026-11-21';
const areas = [{ code: 'SR', label: 'South Ribble' }];
const given = {
  ...{ name: 'Kieran Ashworth', born: '2011-03-09', description: 'Grey hooded top', homeAddress: '26 Northbrook Road, Leyland PR25 2XX' },
  lastSeen: { at: '2026-11-21T20:40:00.000Z', place: { text: '26 Northbrook Rd, Leyland', area: 'South Ribble' } },
  ...{ reporter: { name: 'Donna Ashworth', telephone: '07700 900416' }, answers: [], marking: 'OFFICIAL-SENSITIVE' },
  medicalNeed: { text: 'Asthma, inhaler at home', by: '2026-11-22T08:00:00.000Z' },
  attachments: [{ hash: 'a'.repeat(64), bytes: 9, type: 'image/jpeg', name: 'kieran.jpg' }],
  risk: { grade: 'medium' as const, reasons: ['Asthma'], whyNotLower: 'No inhaler' },
};
const findings = (change: object) => missingFindings({ ...given, ...change }, { now, today, areas });

describe('the rules of a missing-person report', () => {
  it('have nothing to say of one that is whole, nor of an area while the list of areas is not known', () => {
    expect(findings({})).toEqual([]);
    expect(missingFindings({ ...given, lastSeen: { ...given.lastSeen, place: { area: 'Atlantis' } } }, { now, today })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['born tomorrow', { born: '2026-11-22' }, 'BornInFuture'],
    ['born 131 years ago', { born: '1895-11-21' }, 'BornTooLongAgo'],
    ['born in the year 1', { born: '0001-01-01' }, 'BornTooLongAgo'],
    ['last seen in a minute', { lastSeen: { at: '2026-11-21T23:41:00.000Z', place: { area: 'South Ribble' } } }, 'StillToCome'],
    ['last seen in no area of the force', { lastSeen: { ...given.lastSeen, place: { area: 'Atlantis' } } }, 'CodeUnknown'],
    ['of high risk without a reason', { risk: { grade: 'high', reasons: [], whyNotLower: '' } }, 'RiskNeedsReason'],
    ['of high risk with a blank for its reason', { risk: { grade: 'high', reasons: [], whyNotLower: ' \u200f' } }, 'RiskNeedsReason'],
    ['of a child at very low risk', { risk: { grade: 'veryLow', reasons: [], whyNotLower: '' } }, 'VeryLowUnder18'],
    ['with a photograph of 40 MB', { attachments: [{ type: 'image/jpeg', bytes: 40 * 1024 * 1024 }] }, 'PhotographTooLarge'],
    ['of a child of whom only the age is known', { born: undefined, age: 17, risk: { ...given.risk, grade: 'veryLow' } }, 'VeryLowUnder18'],
  ])('refuse one %s', (_, change, rule) => expect(findings(change)).toEqual([rule]));

  it('know the same person by name and date of birth, and by name and age where neither date is known', () => {
    const same = (one: object, other: object) => isSameMissing({ name: 'Ann Lee', ...one }, { name: 'Ann Lee', ...other });
    const born = '2001-01-01';
    expect([same({ born }, { born }), same({ born }, { born: '2001-01-02' }), same({ born }, {})]).toEqual([true, false, false]);
    for (const name of ['ann  lee', 'Ann Lee\u200f', 'A\u200bnn\u00a0Lee', 'Ánn, Lee.'])
      expect(same({ name, born }, { born }), name).toBe(true);
    expect([same({}, {}), same({ age: 20 }, {}), same({ age: 20 }, { age: 21 }), same({ age: 20 }, { age: 30 })]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([same({ personId: 'N-1' }, { personId: 'N-2' }), same({ personId: 'N-1' }, {}), same({ name: 'Ann Leigh' }, {})]).toEqual([
      false,
      true,
      false,
    ]);
    expect([isSameMissing({ name: '?' }, { name: '!' }), isSameMissing({ name: '' }, { name: '' })]).toEqual([false, false]);
  });

  it('count years as the calendar does', () => {
    expect([ageOn({ born: '2008-11-21' }, today), ageOn({ born: '2008-11-22' }, today), ageOn({ age: 34 }, today)]).toEqual([18, 17, 34]);
    expect(findings({ born: '1895-11-22' })).toEqual([]);
    // By a clock that is wrong, or of a report from before the rule: no age at all.
    expect([ageOn({ born: '2026-11-22' }, today), ageOn({ born: '1850-01-01' }, today)]).toEqual([undefined, undefined]);
    expect(findings({ born: '2008-11-21', risk: { grade: 'veryLow', reasons: [], whyNotLower: '' } })).toEqual([]);
  });
});

describe('the force’s first questions', () => {
  const list = (...codes: readonly (readonly [string, string])[]) => codes.map(([code, label]) => ({ code, label }));
  const reasons = list(['under.18', 'Under 18'], ['before.yes', 'Missing before'], ['care.yes', 'Care needed'], ['care.by', 'Care by']);

  it('are asked in the order of the list, and chosen where a yes is a reason for the risk', () => {
    const questions = list(
      ['worry', 'Why are you worried?'],
      ['before', 'Missing before?'],
      ['before.short', 'Before'],
      ['before.hint', 'When'],
    );
    expect(missingQuestionsOf(questions, reasons)).toEqual([
      { code: 'worry', ask: 'Why are you worried?', hint: '', heading: 'Why are you worried?', choice: false },
      { code: 'before', ask: 'Missing before?', hint: 'When', heading: 'Before', choice: true },
    ]);
    expect(missingQuestionsOf(undefined, undefined)).toEqual([]);
  });

  it('offer as reasons what was answered with yes, in the force’s words, with the time by which care is needed', () => {
    const offered = (yes: readonly string[], some: { years?: number; careBy?: string } = {}) =>
      reasonsOffered(reasons, { yes, years: some.years, careBy: some.careBy });
    expect(offered(['before', 'care', 'gone'], { years: 17 })).toEqual(['Under 18', 'Missing before', 'Care needed']);
    expect(offered(['care'], { years: 18, careBy: '20:00' })).toEqual(['Care by 20:00']);
    expect([offered([], { careBy: '20:00' }), reasonsOffered(undefined, { yes: ['care'], years: 3, careBy: undefined })]).toEqual([[], []]);
    expect(reasonsOffered(list(['care.yes', 'Care']), { yes: ['care'], years: undefined, careBy: '20:00' })).toEqual(['Care']);
  });
});

describe('a review', () => {
  it('is due the sooner the graver the risk is, and as for the gravest where only a newer HQ knows the grade', () => {
    expect(reviewDueAfter('high', now)).toBe('2026-11-22T01:40:00.000Z');
    expect(reviewDueAfter('extreme', now)).toBe(reviewDueAfter('high', now));
    const due = riskGrades.map((grade) => reviewDueAfter(grade, now));
    expect(due).toEqual([...due].sort());
  });

  it('is due, near, late, or none once the report is closed', () => {
    const at = (time: string) => reviewState({ reviewDue: '2026-11-22T03:00:00.000Z' }, `2026-11-22T${time}.000Z`);
    expect([at('02:29:59'), at('02:30:00'), at('03:00:00'), at('03:00:01')]).toEqual(['due', 'near', 'near', 'late']);
    expect(reviewState({}, now)).toBe('none');
    const by = '2026-11-22T03:00:00.000Z';
    expect([isMedicalNear(by, '2026-11-22T02:29:59.000Z'), isMedicalNear(by, medicalWarningAt(by)), isMedicalNear(by, by)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(returnInterviewDue('2026-11-22T05:48:00.000Z')).toBe('2026-11-25T05:48:00.000Z');
  });
});

const officer = { collarNumber: '2418', roles: ['officer' as const], callSign: 'LD21' };
const sergeant = { collarNumber: '1140', roles: ['supervisor' as const] };
const step = (id: string, who = officer as typeof officer | typeof sergeant) => ({
  id,
  at: now,
  by: `PC ${who.collarNumber}`,
  officer: who,
});
const report: Missing = { ...newMissing(given, step('1'), { team: 'A', earlier: [] }), id: 'MP-26-00412', version: 1 };
const stepped = (deed: MissingDeed, from = report): Missing => missingAfter(from, deed, step(String(from.lines.length + 1)));
const found = { act: 'found', when: now, where: 'Worden Park', byWhom: 'LD24', condition: 'Cold' } as const;
const well = { spokenAlone: true, hurt: false, victim: false, safeToReturn: true, text: 'He walked', returnInterview: true } as const;
const shows = { photograph: true, medicalNeed: true, homeAddress: false };
const circulate: MissingDeed = { act: 'circulate', areas: ['South Ribble'], shows, instructions: 'Do not chase' };

describe('the life of a report', () => {
  it('begins with its risk, who set it, and the review that it asks for', () => {
    expect(report).toMatchObject({ state: 'missing', owner: '2418', area: 'South Ribble', reviewDue: reviewDueAfter('medium', now) });
    expect(report.lines.map(({ kind, callSign }) => [kind, callSign])).toEqual([
      ['reported', 'LD21'],
      ['risk', 'LD21'],
    ]);
  });

  it('ends when they were found and somebody has seen that they are well, never before', () => {
    expect(whyNotMissing(report, 'wellBeing', officer)).toBe('NotFoundYet');
    const isFound = stepped(found);
    expect(isFound).toMatchObject({ state: 'found', reviewDue: report.reviewDue });
    expect(whyNotMissing(isFound, 'sighting', officer)).toBe('NotMissingAnyMore');
    expect(whyNotMissing(isFound, 'found', officer)).toBe('NotMissingAnyMore');
    const closed = stepped({ act: 'wellBeing', ...well }, isFound);
    expect(closed).toMatchObject({ state: 'closed', wellBeing: { returnInterviewBy: returnInterviewDue(now) } });
    expect(closed.reviewDue).toBeUndefined();
    const acts: readonly MissingAct[] = ['risk', 'review', 'askReview', 'sighting', 'enquiry', 'note', 'circulate', 'found', 'wellBeing'];
    for (const act of acts) expect(whyNotMissing(closed, act, { ...officer, roles: ['supervisor'] }), act).toBe('ReportClosed');
  });

  it('asks for a return interview from when it was said that they are found, where that was in the future', () => {
    const early = stepped({ ...found, when: '9999-12-31T23:00:00.000Z' });
    expect(stepped({ act: 'wellBeing', ...well }, early).wellBeing?.returnInterviewBy).toBe(returnInterviewDue(now));
  });

  it('goes on where it was somebody else who was found, its review due at once, and crews told when it is circulated again', () => {
    expect(whyNotMissing(report, 'notFound', officer)).toBe('NotFoundYet');
    const mistaken = stepped(found, stepped(circulate));
    expect(whyNotMissing(mistaken, 'notFound', officer)).toBeUndefined();
    const again = stepped({ act: 'notFound', text: 'His brother' }, mistaken);
    expect(again).toMatchObject({
      state: 'missing',
      reviewDue: now,
      lines: expect.arrayContaining([expect.objectContaining({ kind: 'notFound', text: 'His brother' })]),
    });
    expect([again.found, whyNotMissing(again, 'circulate', officer), whyNotMissing(again, 'wellBeing', officer)]).toEqual([
      undefined,
      undefined,
      'NotFoundYet',
    ]);
    expect(whyNotMissing(stepped({ act: 'wellBeing', ...well }, mistaken), 'notFound', officer)).toBe('ReportClosed');
  });

  it('is reviewed by supervisors alone, sooner than its grade asks for, never later', () => {
    expect(whyNotMissing(report, 'review', officer)).toBe('OnlySupervisorsReview');
    expect(whyNotMissing(report, 'review', sergeant)).toBeUndefined();
    expect(stepped({ act: 'review', text: 'Agreed', nextDue: '1970-01-01T00:00:00.000Z' }).reviewDue).toBe(now);
    const due = (nextDue?: string) => stepped({ act: 'review', text: 'Agreed', nextDue }).reviewDue;
    expect([due(), due('2026-11-22T00:40:00.000Z'), due('2026-12-01T00:00:00.000Z')]).toEqual([
      reviewDueAfter('medium', now),
      '2026-11-22T00:40:00.000Z',
      reviewDueAfter('medium', now),
    ]);
  });

  it('is handed over by who is in charge or a supervisor', () => {
    expect(whyNotMissing(report, 'handOver', { ...officer, collarNumber: '4127' })).toBe('NotYourReport');
    expect(whyNotMissing(report, 'handOver', sergeant)).toBeUndefined();
    const handed = stepped({ act: 'handOver', to: '4127', team: 'B', toName: 'PC 4127 Tom Halliwell', text: 'Night' });
    expect(handed).toMatchObject({ owner: '4127', team: 'B' });
    expect(handed.lines.at(-1)).toMatchObject({ kind: 'handOver', text: 'To PC 4127 Tom Halliwell. Night' });
  });

  it('keeps lines that are no longer than a line, however long what they tell of is', () => {
    const condition = 'x'.repeat(4000);
    const long = stepped({ ...found, condition });
    expect([missing.safeParse(long).error, long.found?.condition]).toEqual([undefined, condition]);
    const many = Array.from({ length: 30 }, (_, index) => `${index}`.padEnd(200, 'x'));
    const told = stepped({ act: 'circulate', areas: many, shows, instructions: '' });
    expect([missing.safeParse(told).error, told.circulation?.areas]).toEqual([undefined, many]);
  });

  it('is handed over again by who handed it over by a slip, until it is back or another has done so', () => {
    const other = { ...officer, collarNumber: '4127' };
    const third = { ...officer, collarNumber: '2377' };
    const to = (who: string, team: string): MissingDeed => ({ act: 'handOver', to: who, team, toName: who, text: '' });
    const slip = stepped(to('9', 'B'));
    expect(slip.handedOver).toEqual({ by: '2418', team: 'A' });
    expect([whyNotMissing(slip, 'handOver', officer), whyNotMissing(slip, 'handOver', other)]).toEqual([undefined, 'NotYourReport']);
    expect(stepped(to('2418', 'A'), slip).handedOver).toBeUndefined();
    const within = missingAfter(stepped(to('4127', 'A')), to('2377', 'A'), { ...step('x'), officer: other });
    expect([whyNotMissing(within, 'handOver', other), whyNotMissing(within, 'handOver', third)]).toEqual([undefined, undefined]);
    expect(whyNotMissing(within, 'handOver', officer)).toBe('NotYourReport');
  });

  it('of somebody found dead has no check of well-being and no review: it ends with what was done, and may have been somebody else', () => {
    const dead = stepped({ ...found, deceased: true });
    expect([dead.state, dead.reviewDue, dead.lines.at(-1)?.kind]).toEqual(['found', undefined, 'foundDead']);
    expect([whyNotMissing(dead, 'wellBeing', officer), whyNotMissing(dead, 'death', officer)]).toEqual(['FoundDead', undefined]);
    expect(whyNotMissing(stepped(found), 'death', officer)).toBe('NotFoundDead');
    const done = { kinTold: 'PS 1140, his mother, 16:10', coronerTold: 'Ref 7', text: '' };
    const closed = stepped({ act: 'death', ...done }, dead);
    expect([missing.safeParse(closed).error, closed.state]).toEqual([undefined, 'closed']);
    expect(closed.death).toMatchObject({ ...done, collarNumber: '2418' });
    expect(stepped({ act: 'notFound', text: 'Another man' }, dead)).toMatchObject({ state: 'missing', reviewDue: now });
  });

  it('names a log once', () => {
    const linked = stepped({ act: 'linkLog', incidentId: 'LC-20261121-2350' });
    expect(linked.incidentId).toBe('LC-20261121-2350');
    expect(whyNotMissing(linked, 'linkLog', officer)).toBe('LogLinkedAlready');
  });
});

describe('what crews are told', () => {
  const told = (change: Partial<typeof shows> = {}, from = report) =>
    circulationOf(stepped({ ...circulate, shows: { ...shows, ...change } }, from), [], today);

  it('is nothing of a report that was not circulated', () => expect(circulationOf(report, [], today)).toBeUndefined());

  it('is what was chosen, never the home address unless it was, nor who reported it, nor the day of birth', () => {
    const card = told();
    expect(card).toMatchObject({ age: 15, grade: 'medium', running: true, instructions: 'Do not chase', medicalNeed: given.medicalNeed });
    expect(card?.attachments).toHaveLength(1);
    expect(JSON.stringify(card)).not.toMatch(/Northbrook|Donna|900416|2011-03-09/);
    expect(card?.lastSeen.text).toBe('South Ribble');
    expect(told({ homeAddress: true })).toMatchObject({ homeAddress: given.homeAddress, lastSeen: { text: '26 Northbrook Rd, Leyland' } });
    const bare = told({ photograph: false, medicalNeed: false });
    expect([bare?.attachments, bare?.medicalNeed]).toEqual([undefined, undefined]);
  });

  const seenAt = (text: string, homeAddress = given.homeAddress): Missing => ({
    ...report,
    homeAddress,
    lastSeen: { ...report.lastSeen, place: { text, area: 'South Ribble' } },
  });

  it.each<[string, string?]>([
    ['26 northbrook road leyland'],
    ['Home, 26 Northbrook Road'],
    ['Flat 2, 26 Northbrook Rd'],
    ['26, Northbrook Road'],
    ['Outside 26 Northbrook'],
    ['24-26 Northbrook Road', '24-26 Northbrook Road, Leyland'],
    ['26A NORTHBROOK RD.', '26 a Northbrook Road Leyland'],
    ['26, PR25 2xx'],
    ['26 Broadgate', '26 Broadgate, Leyland Road Estate'],
    ['26 Broadgate', '26 Broadgate Preston'],
    ['outside 26 st marys road', '26 St Mary’s Road'],
    ['14 St. Mary’s Rd', 'Flat 3, 14 Saint Marys Road, Leyland'],
    ['Northbrook House', 'Northbrook House, 26 Northbrook Road, Leyland'],
    ['garden of rose cottage', 'Rose Cottage, Church Lane, Leyland'],
    ['Sunnyside', 'Sunnyside'],
  ])('does not say "%s", which is their home', (text, home) => expect(told({}, seenAt(text, home))?.lastSeen.text).toBe('South Ribble'));

  it.each<[string, string?]>([
    ['Leyland railway station'],
    ['126 Northbrook Road, Leyland'],
    ['26 Balfour Street, Leyland'],
    ['Northbrook Road'],
    ['Worden Park', 'Leyland'],
    ['Worden Park', ''],
  ])('says "%s", which is not their home', (text, home) => expect(told({}, seenAt(text, home))?.lastSeen.text).toBe(text));

  it('does not say where a sighting was that was at their home', () => {
    const seen = (where: string) => stepped({ act: 'sighting', text: 'At the door', sure: 'certain', seenAt: now, where });
    const where = (at: string, change = {}) => told(change, seen(at))?.sightings[0]?.where;
    expect(where('26 northbrook rd')).toBeUndefined();
    expect([where('Bus station'), where('26 northbrook rd', { homeAddress: true })]).toEqual(['Bus station', '26 northbrook rd']);
  });

  it('shows photographs, and nothing else that was attached', () => {
    const letter = { hash: 'b'.repeat(64), bytes: 9, type: 'application/pdf', name: 'letter.pdf' };
    expect(told({}, { ...report, attachments: [letter, ...given.attachments] })?.attachments).toEqual(given.attachments);
    expect(told({}, { ...report, attachments: [letter] })?.attachments).toBeUndefined();
  });

  it('has where they were last by when that was, whichever was written last', () => {
    const at = (time: string) => `2026-11-21T${time}:00.000Z`;
    const seen = (time: string, from = stepped(circulate)) =>
      stepped({ act: 'sighting', text: time, sure: 'possible', seenAt: at(time) }, from);
    const last = (from: Missing) => {
      const card = circulationOf(from, [], today);
      return card && lastKnown(card)?.text;
    };
    expect(last(seen('21:00', seen('23:00')))).toBe('23:00');
    expect(last(seen('23:10', seen('23:00')))).toBe('23:10');
    expect([last(seen('19:00')), last(stepped(circulate))]).toEqual([undefined, undefined]);
  });

  it('is known to have been told to an area as long as it ran there, by every circulation', () => {
    const at = (time: string) => `2026-11-22T${time}:00.000Z`;
    const acted = (deed: MissingDeed, time: string, from: Missing) => missingAfter(from, deed, { ...step(time), at: at(time) });
    let now = acted({ ...circulate, areas: ['South Ribble', 'Chorley'] }, '01:00', report);
    now = acted({ ...circulate, areas: ['Preston'] }, '02:00', now);
    now = acted({ act: 'endCirculation', text: '' }, '03:00', now);
    now = acted(circulate, '04:00', now);
    const told = (area: string, ...times: string[]) => times.map((time) => wasToldTo(now, area, at(time)));
    expect(told('Chorley', '00:59', '01:00', '01:59', '02:01', '04:01')).toEqual([false, true, true, false, false]);
    expect(told('Preston', '01:59', '02:59', '03:01')).toEqual([false, true, false]);
    expect(told('South Ribble', '01:30', '03:30', '04:00', '09:00')).toEqual([true, false, true, true]);
    expect([wasToldTo(report, 'Chorley', at('01:00')), missing.safeParse(now).error]).toEqual([false, undefined]);
  });

  it('has the sightings, and runs until it is ended or somebody is found', () => {
    const seen = stepped(
      { act: 'sighting', text: 'One boy alone', sure: 'possible', seenAt: now, where: 'Worden Park gate' },
      stepped(circulate),
    );
    expect(circulationOf(seen, [], today)?.sightings).toMatchObject([{ text: 'One boy alone', sure: 'possible' }]);
    expect(circulationOf(stepped({ act: 'endCirculation', text: '' }, seen), [], today)?.running).toBe(false);
    expect(circulationOf(stepped(found, seen), [], today)?.running).toBe(false);
    expect(whyNotMissing(report, 'endCirculation', officer)).toBe('NotCirculated');
  });
});
