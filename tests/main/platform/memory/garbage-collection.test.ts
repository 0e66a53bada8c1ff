import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGarbageCollection } from '../../../../main/platform/memory/garbage-collection.ts';

/** In a function of its own, so that no frame still holds what it refers to. */
const refer = (): WeakRef<object> => new WeakRef({ text: 'dead' });

describe('the collector', () => {
  it.each(['once', 'whole'] as const)('lets go at once of what nobody holds: %s', async (way) => {
    const collector = createGarbageCollection();
    const dead = refer();
    await turn(); // Whoever made a weak reference holds it until its turn ends.
    collector[way]();
    expect(dead.deref()).toBeUndefined();
  });

  it('small buffers share no memory, so that none that is kept keeps what lay beside it', () => {
    createGarbageCollection();
    const kept = Buffer.from('kept');
    expect(kept.buffer.byteLength).toBe(kept.byteLength);
    expect(Buffer.from(Buffer.from('dead')).buffer).not.toBe(kept.buffer);
    expect(Buffer.allocUnsafe(4).buffer).not.toBe(kept.buffer);
  });
});
