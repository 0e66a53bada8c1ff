import ICAL from 'ical.js';
import { cleanLine } from '../text.ts';

/** Longest calendar that is read: one meeting with a hundred guests has some 20 KB. */
const CALENDAR_LENGTH = 256 * 1024;
const EVENTS = 20;
const GUESTS = 50;
const LINE_LENGTH = 500;

/** What the method of RFC 5546 asks of whoever gets it. */
const METHODS: Readonly<Record<string, string>> = {
  REQUEST: 'Invitation',
  CANCEL: 'Cancelled',
  REPLY: 'Answer to an invitation',
  COUNTER: 'Another time proposed',
  REFRESH: 'Asked for again',
};

/**
 * The events of an iCalendar text (RFC 5545) in words: what, when in London time, where and who. Undefined where there is none that can be
 * read. Never throws.
 */
export const calendarWords = (text: string): string | undefined => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text.slice(0, CALENDAR_LENGTH).replace(/^[^B]*(?=BEGIN:VCALENDAR)/, '')) as object[]);
    const zones = new Map(
      calendar.getAllSubcomponents('vtimezone').map((zone) => [String(zone.getFirstPropertyValue('tzid') ?? ''), new ICAL.Timezone(zone)]),
    );
    const method = String(calendar.getFirstPropertyValue('method') ?? '').toUpperCase();
    const events = [...calendar.getAllSubcomponents('vevent'), ...calendar.getAllSubcomponents('vtodo')].slice(0, EVENTS);
    const words = events.map((event) => eventWords(event, METHODS[method], zones));
    return words.length === 0 ? undefined : words.join('\n\n');
  } catch {
    return undefined;
  }
};

const eventWords = (event: ICAL.Component, method: string | undefined, zones: ReadonlyMap<string, ICAL.Timezone>): string => {
  const value = (name: string): string => cleanLine(String(event.getFirstPropertyValue(name) ?? ''), LINE_LENGTH);
  const guests = event.getAllProperties('attendee');
  const names = guests.slice(0, GUESTS).map(nameOf).join(', ');
  const organiser = event.getFirstProperty('organizer');
  const repeats = event.getFirstPropertyValue('rrule');
  const isCancelled = value('status').toUpperCase() === 'CANCELLED';
  const lines: readonly (readonly [string, string])[] = [
    [isCancelled ? 'Cancelled' : (method ?? 'Event'), value('summary')],
    ['When', whenWords(event, zones)],
    ['Repeats', repeats instanceof ICAL.Recur ? repeatWords(repeats) : ''],
    ['Where', value('location')],
    ['From', organiser === null ? '' : nameOf(organiser)],
    ['Who', guests.length > GUESTS ? `${names} and ${guests.length - GUESTS} others` : names],
    ['Note', String(event.getFirstPropertyValue('description') ?? '').trim()],
  ];
  return lines.flatMap(([name, words]) => (words === '' ? [] : [`${name}: ${words}`])).join('\n');
};

const nameOf = (property: ICAL.Property): string => {
  const name = property.getParameter('cn');
  const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
  return cleanLine(typeof name === 'string' && name !== '' && name !== address ? `${name} (${address})` : address, LINE_LENGTH);
};

const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

const whenWords = (event: ICAL.Component, zones: ReadonlyMap<string, ICAL.Timezone>): string => {
  const start = momentOf(event.getFirstProperty('dtstart'), zones);
  if (start === undefined) return '';
  const duration = event.getFirstPropertyValue('duration');
  const ended = momentOf(event.getFirstProperty('dtend') ?? event.getFirstProperty('due'), zones);
  const end = ended?.at ?? (duration instanceof ICAL.Duration ? new Date(start.at.getTime() + duration.toSeconds() * 1000) : undefined);
  if (start.wholeDay) {
    // The end is the first day that is not the event's (RFC 5545 §3.6.1).
    const last = end === undefined ? start.at : new Date(end.getTime() - 1);
    const first = DATE.format(start.at);
    return DATE.format(last) === first || last < start.at ? `${first}, all day` : `${first} to ${DATE.format(last)}, all day`;
  }
  const begin = `${DAY.format(start.at)}, ${CLOCK.format(start.at)}`;
  if (end === undefined || end <= start.at) return `${begin} London time`;
  const sameDay = DAY.format(end) === DAY.format(start.at);
  return `${begin} to ${sameDay ? '' : `${DAY.format(end)}, `}${CLOCK.format(end)} London time`;
};

/** A time without a zone is London's. */
const momentOf = (
  property: ICAL.Property | null,
  zones: ReadonlyMap<string, ICAL.Timezone>,
): { readonly at: Date; readonly wholeDay: boolean } | undefined => {
  const time = property?.getFirstValue();
  if (property === null || !(time instanceof ICAL.Time)) return undefined;
  if (time.isDate) return { at: new Date(Date.UTC(time.year, time.month - 1, time.day)), wholeDay: true };
  if (time.zone === ICAL.Timezone.utcTimezone) return { at: time.toJSDate(), wholeDay: false };
  const named = property.getParameter('tzid');
  const zone = typeof named === 'string' ? named : '';
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const described = zones.get(zone);
  if (described !== undefined) return { at: new Date(wall - described.utcOffset(time) * 1000), wholeDay: false };
  return { at: fromWallClock(wall, isZone(zone) ? zone : 'Europe/London'), wholeDay: false };
};

const isZone = (name: string): boolean => {
  try {
    return name !== '' && new Intl.DateTimeFormat('en-GB', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
};

/** The instant at which a zone's clock shows `wall`, read as if it were UTC. */
const fromWallClock = (wall: number, timeZone: string): Date => {
  const shown = (at: number): number => {
    const parts = new Intl.DateTimeFormat('en-GB', {
      ...{
        timeZone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      },
    }).formatToParts(at);
    const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
  const first = wall - (shown(wall) - wall);
  return new Date(first - (shown(first) - wall));
};

const UNITS: Readonly<Record<string, string>> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year', HOURLY: 'hour' };
const WEEKDAYS: Readonly<Record<string, string>> = {
  ...{ MO: 'Monday', TU: 'Tuesday', WE: 'Wednesday', TH: 'Thursday', FR: 'Friday', SA: 'Saturday', SU: 'Sunday' },
};

const repeatWords = (rule: ICAL.Recur): string => {
  const unit = UNITS[rule.freq] ?? 'time';
  const days = (rule.parts.BYDAY ?? []).flatMap((day) => WEEKDAYS[String(day).slice(-2)] ?? []);
  const every = rule.interval > 1 ? `every ${rule.interval} ${unit}s` : `every ${unit}`;
  const on = days.length === 0 ? '' : ` on ${days.join(', ')}`;
  const until = rule.until ? `, until ${DATE.format(new Date(Date.UTC(rule.until.year, rule.until.month - 1, rule.until.day)))}` : '';
  return `${every}${on}${rule.count ? `, ${rule.count} times` : ''}${until}`;
};
