import { expect, it } from 'vitest';
import { namesIn, pointerOf, problem } from '../../contracts/hq/commands.ts';

const told = { type: 'urn:mobile-office:problem:CodeUnknown', title: 'Code unknown', status: 422, code: 'CodeUnknown' };

it('a pointer names a field by the names of what it is in', () => {
  expect(namesIn(pointerOf(['people', 2, 'personId']))).toEqual(['people', '2', 'personId']);
  expect(problem.parse({ ...told, pointer: pointerOf(['place', 'area']) }).pointer).toBe('#/place/area');
});

it('a pointer that is none is passed over, and what else the problem says is heard', () => {
  for (const pointer of ['', '#', '/place', '#/a b', `#/${'a'.repeat(300)}`, `#${'/a'.repeat(20)}`, 7, null])
    expect(problem.parse({ ...told, pointer })).toMatchObject({ code: 'CodeUnknown', pointer: undefined });
  expect(problem.parse(told)).toEqual(told);
});
