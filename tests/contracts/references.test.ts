import { describe, expect, it } from 'vitest';
import { idsOf, withIds } from '../../contracts/systems/index.ts';

describe('ids in a field that names items', () => {
  const upper = (id: string): string => id.toUpperCase();

  it('are one, several, or one an entry of a list; entries without stay as they are', () => {
    const people = [{ name: 'x', personId: 'n-1' }, { name: 'n-2' }, { name: 'y', personId: 'n-3' }];
    expect(idsOf('n-1')).toEqual(['n-1']);
    expect(idsOf(['n-1', 'n-2'])).toEqual(['n-1', 'n-2']);
    expect(idsOf(undefined)).toEqual([]);
    expect(idsOf(people, 'personId')).toEqual(['n-1', 'n-3']);
    expect(withIds('n-1', upper)).toBe('N-1');
    expect(withIds(['n-1', 'n-2'], upper)).toEqual(['N-1', 'N-2']);
    expect(withIds(people, upper, 'personId')).toEqual([{ name: 'x', personId: 'N-1' }, { name: 'n-2' }, { name: 'y', personId: 'N-3' }]);
    expect(withIds(undefined, upper, 'personId')).toBeUndefined();
  });
});
