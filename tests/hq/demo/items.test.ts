import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Cover } from '../../../contracts/domain/cover.ts';
import type { Crime, Task } from '../../../contracts/domain/crime.ts';
import type { Duty } from '../../../contracts/domain/duty.ts';
import { calendarDay, forceDay } from '../../../contracts/domain/force-calendar.ts';
import type { Leave, Overtime } from '../../../contracts/domain/hr-request.ts';
import type { Incident, Unit } from '../../../contracts/domain/incident.ts';
import type { Circulation, Missing } from '../../../contracts/domain/missing.ts';
import { reviewState } from '../../../contracts/domain/missing-review.ts';
import { ageOn, riskFindings } from '../../../contracts/domain/missing-rules.ts';
import { operatorOf } from '../../../contracts/domain/operator.ts';
import type { Person } from '../../../contracts/domain/person.ts';
import type { Sickness } from '../../../contracts/domain/sickness.ts';
import { certificateMissing } from '../../../contracts/domain/sickness-rules.ts';
import type { Swap } from '../../../contracts/domain/swap.ts';
import { feedKinds } from '../../../contracts/systems/index.ts';
import { demoItems } from '../../../hq/demo/items.ts';
import { demoOfficers, responseOfficers } from '../../../hq/demo/officers.ts';
import type { SeedItem } from '../../../hq/systems/seed.ts';

const NOW = new Date('2026-11-22T15:42:00Z');
const items = demoItems({ now: NOW, seed: 7 });
const ofKind = <Body>(kind: string, from: readonly SeedItem[] = items): readonly Body[] =>
  from.filter((item) => item.kind === kind).map((item) => item.body as unknown as Body);
const incidents = ofKind<Incident>('incident');
const units = ofKind<Unit>('unit');

describe('the demonstration force', () => {
  it('is of the form that the contracts say, item by item', () => {
    for (const { system, kind, id, body } of items) {
      const schema = (feedKinds[system] as Readonly<Record<string, z.ZodType>>)[kind];
      expect(schema?.safeParse(body), `${system} ${kind} ${id}`).toMatchObject({ success: true });
    }
  });

  it('is the same for the same start, and another for another seed', () => {
    expect(demoItems({ now: NOW, seed: 7 })).toEqual(items);
    expect(demoItems({ now: NOW, seed: 8 })).not.toEqual(items);
  });

  it('has every item once', () => {
    const names = items.map(({ system, kind, owner, id }) => `${system}/${kind}/${owner ?? ''}/${id}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('numbers logs in the order of opening, day by day, in the London day', () => {
    expect(incidents.length).toBeGreaterThanOrEqual(200);
    const byTime = incidents.filter(({ id }) => id.startsWith('LC-')).sort((a, b) => a.openedAt.localeCompare(b.openedAt));
    expect(byTime.map(({ id }) => id)).toEqual([...byTime.map(({ id }) => id)].sort());
    for (const { id, openedAt } of incidents) expect(id).toContain(`-${calendarDay(new Date(openedAt)).replaceAll('-', '')}-`);
  });

  it('has nothing in the future, and no log that ends before it began', () => {
    for (const { openedAt, closedAt, lines, resources } of incidents) {
      const times = [
        openedAt,
        ...lines.map(({ at }) => at),
        ...resources.map(({ since }) => since),
        ...(closedAt === undefined ? [] : [closedAt]),
      ];
      for (const time of times) expect(new Date(time).getTime()).toBeLessThanOrEqual(NOW.getTime());
      expect([...lines].map(({ at }) => at)).toEqual([...lines.map(({ at }) => at)].sort());
      if (closedAt !== undefined) expect(closedAt >= openedAt).toBe(true);
    }
  });

  it('has each response officer at the scene of one log, with others to do', () => {
    for (const { collarNumber, callSign } of responseOfficers) {
      const own = incidents.filter(
        ({ state, resources }) => state === 'open' && resources.some((one) => one.collarNumbers.includes(collarNumber)),
      );
      expect(own.length).toBeGreaterThanOrEqual(3);
      const unit = units.find((one) => one.callSign === callSign);
      expect(unit).toMatchObject({ status: 6, collarNumbers: [collarNumber] });
      expect(own.map(({ id }) => id)).toContain(unit?.incidentId);
    }
  });

  it('has no unit at two scenes at once', () => {
    const present = incidents.flatMap(({ resources }) =>
      resources.filter(({ status }) => status === 5 || status === 6).map(({ callSign }) => callSign),
    );
    expect(new Set(present).size).toBe(present.length);
    expect(new Set(units.map(({ callSign }) => callSign)).size).toBe(units.length);
    for (const { incidentId } of units) if (incidentId !== undefined) expect(incidents.map(({ id }) => id)).toContain(incidentId);
  });

  it('has the response team on duty now, whatever the hour', () => {
    for (const hour of ['00:10', '06:59', '07:01', '14:59', '15:30', '22:45', '23:59']) {
      const now = new Date(`2026-07-03T${hour}:00Z`);
      const duties = demoItems({ now, seed: 1 })
        .filter(({ kind, owner }) => kind === 'duty' && owner === 'LC002418')
        .map(({ body }) => body as unknown as Duty);
      const today = duties.find(({ day }) => day === forceDay(now));
      expect(today?.kind).toBe('duty');
      const [start = '', end = ''] = [today?.start, today?.end];
      expect([start <= now.toISOString(), end > now.toISOString()], hour).toEqual([true, true]);
      expect(duties.length).toBeGreaterThanOrEqual(42);
    }
  });

  it('has a rest day cancelled at short notice and a court day ahead of each response officer', () => {
    for (const { staffId } of responseOfficers) {
      const duties = items.filter(({ kind, owner }) => kind === 'duty' && owner === staffId).map(({ body }) => body as unknown as Duty);
      expect(duties.some(({ kind, day }) => kind === 'court' && day > forceDay(NOW))).toBe(true);
      const cancelled = duties.find((duty) => duty.restDayCancelled !== undefined);
      const notice = Date.parse(cancelled?.start ?? '') - Date.parse(cancelled?.restDayCancelled?.toldAt ?? '');
      expect(notice).toBeLessThan(15 * 86_400_000);
      expect(duties.filter(({ changed }) => changed !== undefined && changed.seenAt === undefined).length).toBe(2);
    }
  });

  it('has leave and overtime for the sergeant to decide, whatever the hour, and the team’s cover of the days', () => {
    for (const hour of ['00:10', '06:59', '07:01', '14:59', '15:30', '22:45', '23:59']) {
      const now = new Date(`2026-07-03T${hour}:00Z`);
      const all = demoItems({ now, seed: 1 });
      const [leave] = ofKind<Leave>('leave', all);
      const covered = new Set(ofKind<Cover>('cover', all).map(({ day }) => day));
      expect(leave?.days.map(({ day }) => covered.has(day))).toEqual([true, true]);
      const [claim] = ofKind<Overtime>('overtime', all);
      expect([(claim?.counted ?? 0) > 0, (claim?.to ?? '9') <= now.toISOString()], hour).toEqual([true, true]);
    }
  });

  it('has a swap that a colleague asks, which both rosters have, and a certificate that is still to come', () => {
    const [swap] = ofKind<Swap>('swap');
    expect(swap?.days.map(({ own, theirs }) => [own?.label, theirs?.label])).toEqual([['Late', 'Early']]);
    expect(ofKind<Sickness>('sickness').map((sickness) => certificateMissing(sickness, forceDay(NOW)))).toEqual(['self']);
  });

  it('has tasks of which one is overdue, on items that there are', () => {
    const known = new Set(items.map(({ id }) => id));
    for (const { collarNumber } of responseOfficers.filter(({ supervisor }) => supervisor !== undefined)) {
      const tasks = ofKind<Task>('task').filter(({ owner }) => owner === collarNumber);
      expect(tasks.filter(({ dueAt, state }) => new Date(dueAt) < NOW && state !== 'done' && state !== 'approved')).toHaveLength(1);
      for (const { crimeId, incidentId } of tasks)
        expect([crimeId, incidentId].every((id) => id === undefined || known.has(id))).toBe(true);
    }
  });

  it('takes its crimes from the public file and mends what is odd in it', () => {
    const crimes = ofKind<Crime>('crime').filter(({ id }) => id.startsWith('04/22/'));
    expect(crimes.length).toBeGreaterThan(400);
    expect(crimes.every(({ type }) => type !== 'Anti-social behaviour')).toBe(true);
    const places = crimes.map(({ place }) => place.text);
    expect(places.some((place) => place.includes("'s "))).toBe(true);
    expect(places.filter((place) => /'S\b|^On or near|^,/.test(place))).toEqual([]);
    for (const { place, offenceCode, status, outcome } of crimes) {
      expect([place.area, Number.isFinite(place.longitude), Number.isFinite(place.latitude)]).toEqual(['South Ribble', true, true]);
      expect(offenceCode).toBeDefined();
      expect(status === 'filed').toBe(outcome !== undefined);
    }
  });

  it('knows the offence behind every code it uses', () => {
    const codes = new Set(ofKind<{ readonly code: string }>('offence').map(({ code }) => code));
    expect(codes.size).toBe(3039);
    for (const { offenceCode } of ofKind<Crime>('crime')) expect(codes).toContain(offenceCode);
  });

  it('names no officer but its own, each by their rank', () => {
    const names = demoOfficers.map(({ name }) => name);
    const told = ofKind<Task>('task').map(({ setBy }) => setBy);
    for (const setBy of told) expect(names.some((name) => setBy.endsWith(name))).toBe(true);
    const operators = incidents.flatMap(({ lines }) => lines.map(({ operator }) => operator));
    const ranked = new Map(demoOfficers.map((officer) => [officer.collarNumber, operatorOf(officer)]));
    for (const operator of operators) {
      expect(operator).toMatch(/^(?:Control|P[CS] \d{4}|[A-Z]{2}\d{2})$/);
      const collarNumber = /\d{4}$/.exec(operator)?.[0] ?? '';
      if (ranked.has(collarNumber)) expect(operator).toBe(ranked.get(collarNumber));
    }
  });

  it('has people missing by the rules of their reports: one whose review is late, one found and not seen to be well, none twice at once', () => {
    const reports = ofKind<Missing>('missing');
    const open = reports.filter(({ state }) => state !== 'closed');
    expect(open.map(({ state, risks }) => [state, risks.at(-1)?.grade]).toSorted()).toEqual([
      ['found', 'medium'],
      ['missing', 'high'],
      ['missing', 'medium'],
      ['missing', 'veryLow'],
    ]);
    expect(open.filter((report) => reviewState(report, NOW.toISOString()) === 'late').map(({ name }) => name)).toEqual(['Kieran Ashworth']);
    expect(new Set(open.map(({ personId }) => personId)).size).toBe(open.length);
    const people = ofKind<Person>('person').map(({ id }) => id);
    for (const { id, personId, incidentId, lines, risks, born } of reports) {
      expect(people, id).toContain(personId);
      if (incidentId !== undefined) expect(incidents.map((log) => log.id)).toContain(incidentId);
      const times = lines.map(({ at }) => at);
      expect([...times, NOW.toISOString()], id).toEqual([...times, NOW.toISOString()].toSorted());
      for (const risk of risks)
        expect(riskFindings(risk as Parameters<typeof riskFindings>[0], { born }, calendarDay(NOW)), id).toEqual([]);
    }
    const kieran = open.find(({ name }) => name === 'Kieran Ashworth');
    expect(kieran?.earlier).toMatchObject([{ id: 'MP-26-00371' }]);
    expect(ageOn({ born: kieran?.born }, calendarDay(NOW))).toBe(15);
    expect(ofKind<Circulation>('circulation').map(({ running }) => running)).toEqual([true, true]);
  });
});
