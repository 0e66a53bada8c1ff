import { describe, expect, it } from 'vitest';
// What may be open in a pane is declared by the panes.
import type {} from '../../renderer/panes/mail/location.ts';
import type {} from '../../renderer/panes/people/location.ts';
import type {} from '../../renderer/panes/today/location.ts';
import { type Destination, firstLocations, resumed } from '../../renderer/workspace/location.ts';

const remember = (): undefined => undefined;
const panes: readonly Destination[] = [
  { name: 'today', locate: () => ({ pane: 'today' }), remember },
  { name: 'mail', locate: (id) => ({ pane: 'mail', id }), remember },
  { name: 'people', locate: () => ({ pane: 'people' }), remember },
];
const now = Date.parse('2021-05-18T14:42:08.000Z');
const at = '2021-05-18T14:40:00.000Z';

describe('where the officer was', () => {
  it.each([
    [{ pane: 'mail', item: 'm2', at }, 'mail', { pane: 'mail', id: 'm2' }],
    [{ pane: 'people', item: 'whatever', at }, 'people', { pane: 'people' }],
  ] as const)('opens again: %o', (place, pane, expected) => {
    const locations = resumed(place, now, panes);
    expect(locations.at).toBe(pane);
    expect(locations.last[pane]).toEqual(expected);
  });

  it.each([
    ['nothing is known', null],
    ['it was another duty', { pane: 'storm', item: 'LC-20210517-0001', at: '2021-05-17T22:00:00.000Z' }],
    ['this window has no such pane', { pane: 'payroll', at }],
    ['the officer has lost the pane since', { pane: 'fleet', at }],
    ['a name of every object is no pane', { pane: 'constructor', at }],
  ] as const)('is Today when %s', (_, place) => {
    expect(resumed(place, now, panes)).toBe(firstLocations);
  });
});
