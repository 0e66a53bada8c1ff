import { expect, it } from 'vitest';
import { vehicle } from '../../contracts/domain/incident.ts';
import { logMark } from '../../contracts/domain/log-mark.ts';
import { isRegistration } from '../../contracts/domain/registration.ts';

it.each([
  ['PK09', true],
  ['PX21 KTD', true],
  ['ABCDEFGH', true],
  ['ABCDEFG HIJK', true],
  ['ABCDEFGH IJKL', false],
  ['ABCDEFGHI', false],
  ['px21 ktd', false],
  ['', false],
])('%s is a registration for form, command and log alike: %s', (plate, is) => {
  expect(isRegistration(plate)).toBe(is);
  if (is) expect(vehicle.safeParse({ plate, description: '' }).success).toBe(true);
  expect(logMark.safeParse({ kind: 'vehicle', plate, description: '' }).success).toBe(is || plate === 'px21 ktd');
});
