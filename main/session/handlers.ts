import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handlers } from '../../contracts/ipc/index.ts';
import { type About, type Appearance, appearance } from '../../contracts/ipc/session.ts';
import { ok } from '../../contracts/result.ts';
import { writeFileAtomic } from '../platform/files/atomic.ts';
import { whileOpen } from '../store/while-open.ts';
import type { IdleLock } from './idle.ts';
import type { Session } from './session.ts';

/** How the window looks belongs to the laptop, not to an officer: whoever sits in the car at night needs it dark before signing in. */
const DEFAULT_APPEARANCE: Appearance = { theme: 'day', car: false, sound: true, black: false };

export const createSessionHandlers = (ports: {
  readonly session: Session;
  readonly idle: IdleLock;
  readonly about: () => Promise<About>;
  readonly dataFolder: string;
}): Handlers['session'] => {
  const file = join(ports.dataFolder, 'appearance.json');
  // Of this run of the program: it outlives the page of a lock, and no restart.
  let black = false;
  const work = () => ports.session.work;
  return {
    state: async () => ok(ports.session.state),
    about: async () => ok(await ports.about()),
    signIn: async ({ pin }) => ports.session.signIn(pin),
    choose: async ({ id }) => ports.session.choose(id),
    changePin: async ({ oldPin, newPin }) => ports.session.changePin(oldPin, newPin),
    unblockPin: async ({ puk, newPin }) => ports.session.unblockPin(puk, newPin),
    place: () => whileOpen(work, async ({ store }) => ok((await store.read('place.get', null)) ?? null)),
    setPlace: (place) =>
      whileOpen(work, async ({ store }) => {
        await store.write('place.set', place);
        return ok(null);
      }),
    lock: async () => {
      ports.session.lock('command');
      return ok(null);
    },
    appearance: async () => ok({ ...readAppearance(file), black }),
    setAppearance: async (wanted) => {
      ({ black } = wanted);
      writeFileAtomic(file, Buffer.from(JSON.stringify({ ...wanted, black: false })));
      return ok(null);
    },
    active: async () => {
      ports.idle.active();
      return ok(null);
    },
  };
};

const readAppearance = (file: string): Appearance => {
  if (!existsSync(file)) return DEFAULT_APPEARANCE;
  try {
    return appearance.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return DEFAULT_APPEARANCE;
  }
};
