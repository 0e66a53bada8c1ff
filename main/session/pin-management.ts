import type { PinChangeRefusal } from '../../contracts/ipc/session.ts';
import { fail, ok, type Result } from '../../contracts/result.ts';
import type { CardService } from '../card/service.ts';
import type { Event, PinTries, Stage } from './machine.ts';
import { newPinFault, pinRefusal } from './pin-rules.ts';

export interface PinDeskPorts {
  /** Undefined until a laptop is attached. */
  readonly card: () => Pick<CardService, 'changePin' | 'unblockPin'> | undefined;
  readonly stage: () => Stage;
  /** A sign-in is under way. */
  readonly signingIn: () => boolean;
  readonly told: (event: Extract<Event, { type: 'pinTold' }>) => void;
  readonly note: (action: 'pinChanged' | 'pinUnblocked' | 'signInFailed', staffId: string, detail: string) => void;
}

/** Where an officer gets a new PIN. One thing at a time; every PIN and code given is zeroed, and reaches the card once at most. */
export interface PinManagement {
  readonly busy: boolean;
  changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<Result<null, PinChangeRefusal>>;
  unblockPin(puk: Uint8Array, newPin: Uint8Array): Promise<Result<null, PinChangeRefusal>>;
}

type AtDesk = Extract<Stage, { kind: 'pin' | 'blocked' | 'open' }>;
const FRESH: PinTries = { final: false, low: false };

export const createPinManagement = (ports: PinDeskPorts): PinManagement => {
  let busy = false;

  const set = async (
    { cardId, holder }: AtDesk,
    action: 'pinChanged' | 'pinUnblocked',
    ask: () => Promise<void>,
  ): Promise<Result<null, PinChangeRefusal>> => {
    busy = true;
    try {
      await ask();
      ports.note(action, holder.staffId, '');
      ports.told({ type: 'pinTold', cardId, tries: FRESH, blocked: false });
      return ok(null);
    } catch (error) {
      const { code, tries } = pinRefusal(error);
      ports.note('signInFailed', holder.staffId, code);
      // An unblocking code that is wrong changes nothing about the PIN.
      if (code === 'PinBlocked' || code === 'PinFinalTry' || code === 'PinIncorrect')
        ports.told({ type: 'pinTold', cardId, tries: tries ?? FRESH, blocked: code === 'PinBlocked' });
      return fail(code);
    } finally {
      busy = false;
    }
  };

  return {
    get busy() {
      return busy;
    },
    async changePin(oldPin, newPin) {
      try {
        const [stage, card] = [ports.stage(), ports.card()];
        if ((stage.kind !== 'pin' && stage.kind !== 'open') || card === undefined || busy || ports.signingIn()) return fail('CardBusy');
        const fault = newPinFault(stage.rules, newPin, oldPin);
        if (fault !== undefined) return fail(fault);
        return await set(stage, 'pinChanged', () => card.changePin(stage.cardId, oldPin, newPin));
      } finally {
        oldPin.fill(0);
        newPin.fill(0);
      }
    },
    async unblockPin(puk, newPin) {
      try {
        const [stage, card] = [ports.stage(), ports.card()];
        if (stage.kind !== 'blocked' || card === undefined || busy) return fail('CardBusy');
        const fault = newPinFault(stage.rules, newPin);
        if (fault !== undefined) return fail(fault);
        return await set(stage, 'pinUnblocked', () => card.unblockPin(stage.cardId, puk, newPin));
      } finally {
        puk.fill(0);
        newPin.fill(0);
      }
    },
  };
};
