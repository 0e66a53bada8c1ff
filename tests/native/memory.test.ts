import { describe, expect, it } from 'vitest';
import { MemoryWatch } from '../../native/memory.ts';

const MIB = 1024 * 1024;

describe('the watch on a module’s memory', () => {
  it('counts growth from its first look, says once that it is worn, and at each look that it is spent', () => {
    const said: string[] = [];
    let resident = 300 * MIB;
    const watch = new MemoryWatch({ worn: () => said.push('worn'), spent: () => said.push('spent') }, () => resident);
    for (const grown of [0, 100, 192, 193, 400, 512, 513, 600]) {
      resident = (300 + grown) * MIB;
      watch.look();
      said.push(`${grown}`);
    }
    expect(said).toEqual(['0', '100', '192', 'worn', '193', '400', '512', 'spent', '513', 'spent', '600']);
  });
});
