import { describe, expect, it } from 'vitest';
import type { Sickness } from '../../contracts/domain/sickness.ts';
import { certificateMissing, sickThrough, whyNotBack, whyNotCertificate, whyNotReport } from '../../contracts/domain/sickness-rules.ts';

type Known = Pick<Sickness, 'state' | 'firstDay' | 'backOn' | 'certificates'>;
const AT = new Date('2021-05-18T14:42:00Z');
const sick = (change: Partial<Known> = {}): Known => ({ state: 'sick', firstDay: '2021-05-10', certificates: [], ...change });
const certificate = (kind: 'self' | 'fitNote', from: string, to: string) => ({ kind, from, to, at: AT.toISOString() });

describe('sickness', () => {
  it('is on the roster for a week, as long as fit notes say, or until the officer is back', () => {
    expect(sickThrough(sick())).toBe('2021-05-16');
    expect(sickThrough(sick({ certificates: [certificate('fitNote', '2021-05-17', '2021-05-30')] }))).toBe('2021-05-30');
    expect(sickThrough(sick({ backOn: '2021-05-12', certificates: [certificate('fitNote', '2021-05-17', '2021-05-30')] }))).toBe(
      '2021-05-11',
    );
  });

  it.each([
    [sick(), '2021-05-18', 'self'],
    [sick({ certificates: [certificate('self', '2021-05-10', '2021-05-16')] }), '2021-05-16', undefined],
    [sick({ certificates: [certificate('self', '2021-05-10', '2021-05-16')] }), '2021-05-17', 'fitNote'],
    [sick({ backOn: '2021-05-12', certificates: [certificate('self', '2021-05-10', '2021-05-11')] }), '2021-05-18', undefined],
    [sick({ state: 'withdrawn' }), '2021-05-18', undefined],
  ])('needs the certificate that it lacks (%#)', (held, day, missing) => {
    expect(certificateMissing(held, day)).toBe(missing);
  });

  it.each([
    ['2021-05-18', [], undefined],
    ['2021-05-20', [], 'FirstDayTooFar'],
    ['2021-05-03', [], 'FirstDayTooFar'],
    ['2021-05-18', [sick()], 'SickAlready'],
    ['2021-05-11', [sick({ state: 'fit', backOn: '2021-05-12' })], 'SickAlready'],
    ['2021-05-12', [sick({ state: 'fit', backOn: '2021-05-12' })], undefined],
    ['2021-05-18', [sick({ state: 'withdrawn' })], undefined],
  ] as const)('from %s beside %j is %s', (firstDay, earlier, refusal) => {
    expect(whyNotReport(firstDay, earlier, AT)).toBe(refusal);
  });

  it('ends after its first day, and no further ahead than a roster', () => {
    expect(whyNotBack(sick(), '2021-05-10', AT)).toBe('BackTooEarly');
    expect(whyNotBack(sick(), '2021-09-10', AT)).toBe('BackTooFar');
    expect(whyNotBack(sick({ state: 'fit' }), '2021-05-19', AT)).toBe('NotSick');
  });

  it.each([
    [certificate('self', '2021-05-10', '2021-05-17'), 'SelfCertificateTooLong'],
    [certificate('self', '2021-05-09', '2021-05-12'), 'OutsideTheSickness'],
    [certificate('fitNote', '2021-05-17', '2021-05-16'), 'EndsBeforeItBegins'],
    [certificate('fitNote', '2021-05-17', '2021-08-17'), 'FitNoteTooLong'],
    [certificate('fitNote', '2021-05-17', '2021-08-16'), undefined],
  ])('has a certificate %j: %s', (one, refusal) => {
    expect(whyNotCertificate(sick(), one)).toBe(refusal);
  });
});
