import { describe, expect, it } from 'vitest';
import { firstPlaces, panesOf, resumed } from '../../renderer/workspace/location.ts';

const panes = panesOf(['officer']);
const now = Date.parse('2021-05-18T14:42:08.000Z');
const at = '2021-05-18T14:40:00.000Z';

describe('where the officer was', () => {
  it.each([
    [{ pane: 'mail', item: 'm2', at }, 'mail', { pane: 'mail', id: 'm2' }],
    [{ pane: 'storm', item: 'LC-20210518-1587', at }, 'storm', { pane: 'storm', id: 'LC-20210518-1587' }],
    [{ pane: 'crime', item: '04/21/06127', at }, 'crime', { pane: 'crime', id: '04/21/06127' }],
    [{ pane: 'crime', item: 'T-77', at }, 'crime', { pane: 'crime', id: 'T-77', scope: 'tasks' }],
    [{ pane: 'people', item: 'whatever', at }, 'people', { pane: 'people' }],
  ] as const)('opens again: %o', (place, pane, expected) => {
    const places = resumed(place, now, panes);
    expect(places.at).toBe(pane);
    expect(places.last[pane]).toEqual(expected);
  });

  it.each([
    ['nothing is known', null],
    ['it was another duty', { pane: 'storm', item: 'LC-20210517-0001', at: '2021-05-17T22:00:00.000Z' }],
    ['this window has no such pane', { pane: 'payroll', at }],
    ['the officer has lost the pane since', { pane: 'fleet', at }],
    ['a name of every object is no pane', { pane: 'constructor', at }],
  ] as const)('is Today when %s', (_, place) => {
    expect(resumed(place, now, panes)).toBe(firstPlaces);
  });
});
