import { describe, expect, it } from 'vitest';
import { commonCodes, type DomainContract } from '../../contracts/ipc/define.ts';
import { enrolmentRefusal } from '../../contracts/ipc/device.ts';
import { domains } from '../../contracts/ipc/index.ts';
import { cardRefusal, laptopFault, lockCause, pinChangeRefusal, signInRefusal } from '../../contracts/ipc/session.ts';
import { systems } from '../../contracts/systems/index.ts';
import { strings } from '../../renderer/strings/index.ts';

/** Every text of the catalogue, with functions asked with plain arguments. */
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
};

/** Those of session, device, emergency and fleet have strings of their own, by what the officer was doing. */
const { session: _door, device: _laptop, emergency: _help, fleet: fleetDomain, ...panes } = domains;
const contracts: readonly DomainContract[] = Object.values(panes);
const paneCodes = [
  ...new Set([...commonCodes, ...contracts.flatMap((domain) => Object.values(domain.calls).flatMap((call) => call.errors))]),
];

const fleetCodes = [...new Set([...commonCodes, ...Object.values(fleetDomain.calls).flatMap((call): readonly string[] => call.errors)])];

describe('the catalogue of strings', () => {
  it.each([
    ['codes of the panes', paneCodes, strings.errors.codes],
    ['refusals of a PIN', signInRefusal.options, strings.signin.pinRefusals],
    ['refusals of a new PIN', pinChangeRefusal.options, strings.pin.refusals],
    ['faults of the fleet', fleetCodes, strings.fleet.faults],
    ['faults of an enrolment', enrolmentRefusal.options, strings.laptop.enrol.faults],
    ['refusals of a card', cardRefusal.options, strings.signin.refusals],
    ['faults of the laptop', laptopFault.options, strings.signin.faults],
    ['causes of a lock', lockCause.options, strings.signin.causes],
  ])('tells of every one of the %s', (_, codes, catalogue) => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...codes].toSorted());
  });

  it('tells why HQ did not take a command, whatever it was', () => {
    const commands = Object.values(systems).flatMap((system): readonly { readonly refusals?: readonly string[] }[] =>
      Object.values(system.commands),
    );
    const codes = commands.flatMap(({ refusals = [] }) => refusals);
    // As HQ's problem details write a code: "Check missing".
    const titles = codes.map((code) => code.replace(/(?<=[a-z])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`));
    expect(titles.length).toBeGreaterThan(100);
    expect([...new Set(titles)].filter((title) => strings.outbox.refusedWhy(title).startsWith('HQ did not take it'))).toEqual([]);
  });

  it('says what happened, what is safe and what to do for each', () => {
    const { errors, fleet, laptop, pin, signin } = strings;
    for (const catalogue of [
      errors.codes,
      signin.pinRefusals,
      signin.refusals,
      signin.faults,
      pin.refusals,
      laptop.enrol.faults,
      fleet.faults,
    ])
      for (const scenarioAt of Object.values(catalogue))
        for (const text of [scenarioAt.what, scenarioAt.safe, scenarioAt.todo]) expect(text.length).toBeGreaterThan(10);
  });

  it.each(['PinExpired', 'PinCancelled'] as const)('says the same of a PIN wherever it is given: %s', (code) => {
    const { errors, fleet, pin, signin } = strings;
    const { what } = signin.pinRefusals[code];
    for (const { [code]: scenario } of [errors.codes, fleet.faults, pin.refusals]) expect(scenario.what).toContain(what);
  });

  it('says of a new PIN that the card refuses that the old one holds, and of an unblocking that failed not that a new card is needed', () => {
    const { PinInvalid, UnblockFailed } = strings.pin.refusals;
    expect(PinInvalid).toMatchObject({ what: expect.stringContaining('does not take'), todo: expect.stringContaining('less simple') });
    expect(PinInvalid.safe).toContain('Your old PIN still holds');
    expect(JSON.stringify(UnblockFailed)).not.toContain('new card');
  });

  it('is plain: no "please", "error", "oops", "invalid"', () => {
    for (const text of textsOf(strings)) expect(text).not.toMatch(/\b(please|error|oops|invalid)\b/i);
  });
});
