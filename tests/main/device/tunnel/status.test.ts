import { expect, it } from 'vitest';
import { createStatusBoard } from '../../../../main/device/tunnel/status.ts';

const at = (time: string): Date => new Date(`2026-01-11T${time}.000Z`);

it('tells of the last byte that came, whatever carried it, once in each minute', () => {
  const board = createStatusBoard(() => at('15:00:00'));
  const told: (string | undefined)[] = [];
  board.listen(({ lastContact }) => told.push(lastContact?.toISOString().slice(11, 19)));
  for (const time of ['15:00:10', '15:00:40', '15:01:00', '15:01:59', '15:02:01']) board.set({ lastContact: at(time), roundTripMs: 80 });
  expect(told).toEqual(['15:00:10', '15:01:00', '15:02:01']);
  expect(board.current.lastContact).toEqual(at('15:02:01'));
});
