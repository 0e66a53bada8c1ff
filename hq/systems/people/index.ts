import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';

const ownOnly = (_: unknown, { owner }: { readonly owner: string }): readonly string[] => (owner === '' ? [] : [keys.staff(owner)]);

/** Stand-in for duty management and HR: officers are seen by their team, duties and balances by their own officer. */
export const people = defineSystem('people', {
  kinds: {
    officer: { accessKeys: ({ team, staffId }) => [keys.team(team), keys.staff(staffId)] },
    duty: { accessKeys: ownOnly, owned: true },
    balance: { accessKeys: ownOnly, owned: true },
  },
  commands: {},
});
