import { describe, expect, it } from 'vitest';
import { exactDeep, sizeOf } from '../../native/exact.ts';

describe('what leaves the card service', () => {
  it('takes nothing of a pool along', () => {
    const pooled = Buffer.from('abc');
    expect(pooled.buffer.byteLength).toBeGreaterThan(3);
    const sent = exactDeep({ value: [pooled, { der: pooled }], text: 'x' }) as { value: [Uint8Array, { der: Uint8Array }]; text: string };
    expect(sent.value[0].buffer.byteLength).toBe(3);
    expect(sent.value[1].der.buffer.byteLength).toBe(3);
    expect(sent.text).toBe('x');
  });

  it('is weighed with everything in it', () => {
    expect(sizeOf({ a: new Uint8Array(1000), b: ['xy', new Uint8Array(10)] })).toBe(1014);
  });
});
