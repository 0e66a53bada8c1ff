import { describe, expect, it } from 'vitest';
import { verifyPath } from '../../pki/path/verify.ts';
import { at } from './material.ts';
import { opensslVerdict } from './openssl.ts';
import {
  authorityScenarios,
  constraintScenarios,
  deltaScenarios,
  indirectScenarios,
  listScenarios,
  namesScenarios,
  policyScenarios,
  type Scenario,
  scopeScenarios,
  selfIssuedScenarios,
} from './scenarios.ts';

const groups: readonly (readonly [string, () => readonly Scenario[]])[] = [
  ['names', namesScenarios],
  ['authorities', authorityScenarios],
  ['renewed and separate keys', selfIssuedScenarios],
  ['revocation lists', listScenarios],
  ['policies', policyScenarios],
  ['name constraints', constraintScenarios],
  ['distribution points', scopeScenarios],
  ['indirect lists', indirectScenarios],
  ['delta lists', deltaScenarios],
];

describe.each(groups)('%s', (_, build) => {
  const scenarios = build();

  it.each(scenarios.map((scenario) => [scenario.title, scenario.expect, scenario] as const))('%s: %s', (_title, expected, scenario) => {
    const { leaf, anchor, intermediates, crls } = scenario;
    const result = verifyPath(leaf, { anchors: [anchor], intermediates, crls, at });
    expect(result.ok ? 'valid' : result.code, result.ok ? '' : result.detail).toBe(expected);
  });

  it('OpenSSL agrees', () => {
    const judged = scenarios.filter(({ opensslDiffers }) => !opensslDiffers);
    const verdicts = judged.map((scenario) => [scenario.title, opensslVerdict(scenario, at)]);
    expect(verdicts).toEqual(judged.map(({ title, expect: verdict }) => [title, verdict === 'valid']));
  });
});
