import { describe, expect, it } from 'vitest';
import { LockedError } from '../../../main/platform/ipc/locked.ts';
import { StoreError } from '../../../main/store/error.ts';
import { whileOpen } from '../../../main/store/while-open.ts';

describe('whileOpen', () => {
  it('gives what was asked of the work that is open', async () => {
    expect(
      await whileOpen(
        () => 'open',
        async (open) => `asked of ${open}`,
      ),
    ).toBe('asked of open');
  });

  it('asks nothing when nothing is open', async () => {
    const nothing = whileOpen(
      () => undefined,
      () => Promise.reject(new Error('asked')),
    );
    await expect(nothing).rejects.toThrow(LockedError);
  });

  it.each(['closed', 'another officer’s'])('gives an answer to nobody when the work is %s by then', async (by) => {
    let current: object | undefined = {};
    const late = whileOpen(
      () => current,
      async () => {
        current = by === 'closed' ? undefined : {};
        return 'rows of the first';
      },
    );
    await expect(late).rejects.toThrow(LockedError);
  });

  it('tells a store that closed meanwhile as locked, and every other fault as it is', async () => {
    const failing = (error: Error) =>
      whileOpen(
        () => ({}),
        () => Promise.reject(error),
      );
    await expect(failing(new StoreError('StoreClosed'))).rejects.toThrow(LockedError);
    await expect(failing(new StoreError('StoreCorrupt'))).rejects.toMatchObject({ code: 'StoreCorrupt' });
    await expect(failing(new RangeError('a defect'))).rejects.toThrow(RangeError);
  });
});
