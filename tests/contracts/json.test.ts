import { expect, it } from 'vitest';
import { faultOfJson, mendJson } from '../../contracts/json.ts';

const nested = (depth: number): unknown => JSON.parse(`${'[{"a":'.repeat(depth)}0${'}]'.repeat(depth)}`);

it('a value that is too deep is told as such, whatever else is wrong with it', () => {
  const deep = nested(20_000);
  for (const value of [deep, ['\0', deep], { 'a\0': 1, deep }, [deep, '\ud83d'], { '\ud83d': deep }]) {
    expect(faultOfJson(value)).toBe('TooDeep');
  }
  expect(faultOfJson([nested(10), '\0'])).toBe('TextMalformed');
  expect(faultOfJson(nested(10))).toBeUndefined();
});

it('mending ends, however deep the value', () => {
  expect(faultOfJson(mendJson(['a\0', nested(20_000)]))).toBeUndefined();
  expect(mendJson({ 'a\0': ['\ud83d', nested(10)] })).toEqual({ a: ['\ufffd', nested(10)] });
});
