import { describe, expect, it } from 'vitest';
import { type CrimeFinding, crimeFindings } from '../../contracts/domain/crime-rules.ts';

const now = '2026-11-22T12:00:00.000Z';
const areas = [{ code: 'SR', label: 'South Ribble' }];
const postcodeAreas = [{ code: 'PR', label: 'Preston' }];
const whole = {
  ...{ offenceCode: '028/03', committedFrom: '2026-11-21T22:00:00.000Z', committedTo: '2026-11-22T03:44:00.000Z' },
  place: { area: 'South Ribble', postcode: 'PR25 2TD' },
  people: [{ roles: ['victim'] }],
  property: [{ kind: 'stolen', value: '£180', owner: 0 }],
};
type Report = Parameters<typeof crimeFindings>[0];
const rules = (change: Partial<Report>, lists: object = { areas, postcodeAreas }): readonly CrimeFinding[] =>
  crimeFindings({ ...whole, ...change }, { now, ...lists });

describe('the rules of recording', () => {
  it('have nothing to say of a report that is whole', () => expect(rules({})).toEqual([]));

  it.each<[string, Partial<Report>, string]>([
    ['ends before it begins', { committedTo: '2026-11-21T21:59:00.000Z' }, 'EndsBeforeItBegins'],
    ['ends in the future', { committedTo: '2026-11-22T12:01:00.000Z' }, 'StillToCome'],
    ['begins in the future', { committedFrom: '2026-11-22T12:01:00.000Z', committedTo: undefined }, 'StillToCome'],
    ['begins before anybody’s time', { committedFrom: '1026-11-21T22:00:00.000Z', committedTo: undefined }, 'BeforeRecords'],
    ['is of an area that the force has not', { place: { area: 'South ribble' } }, 'CodeUnknown'],
    ['has a thing that belongs to nobody in it', { property: [{ kind: 'stolen', value: '£5', owner: 1 }] }, 'OwnerUnknown'],
  ])('refuse one that %s', (_, change, rule) => expect(rules(change).filter(({ must }) => must)).toMatchObject([{ rule }]));

  it.each<[string, Partial<Report>, string]>([
    ['without offence', { offenceCode: undefined }, 'noOffence'],
    ['without victim, as a crime against the State has none', { people: [{ roles: ['suspect'] }] }, 'noVictim'],
    ['with a postcode of another force', { place: { area: 'South Ribble', postcode: 'm1 1ae' } }, 'outsideForce'],
    ['of more than a year ago', { committedFrom: '2025-11-01T12:00:00.000Z', committedTo: undefined }, 'longAgo'],
    ['over more than a month', { committedFrom: '2026-10-01T12:00:00.000Z' }, 'longRange'],
    ['with a thing without value', { property: [{ kind: 'stolen', owner: 0 }] }, 'noValue'],
    ['with a thing without owner', { property: [{ kind: 'damaged', value: '£5' }] }, 'noOwner'],
  ])('doubt and keep one %s', (_, change, rule) => expect(rules(change)).toMatchObject([{ rule, must: false }]));

  it('ask for no reason where one is given, no owner of what was found, and nothing of lists that have not come', () => {
    expect(rules({ committedFrom: '2025-11-01T12:00:00.000Z', committedTo: undefined, lateReason: 'Abroad' })).toEqual([]);
    expect(rules({ property: [{ kind: 'found' }] })).toEqual([]);
    expect(rules({ place: { area: 'Elsewhere', postcode: 'M1 1AE' } }, {})).toEqual([]);
    expect(rules({ committedFrom: undefined, committedTo: undefined })).toEqual([]);
  });
});
