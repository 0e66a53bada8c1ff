import { type RefObject, useRef } from 'react';
import { usualRules } from '../format/pinRules.ts';
import type { Message } from '../strings/en/errors.ts';
import { strings } from '../strings/index.ts';
import { type Pin, usePin } from '../ui/usePin.ts';
import { useWorkspace } from './workspace.ts';

/** The PIN of the card, typed for one signature. */
export interface CardPin {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly pin: Pin;
  /** Why what was typed cannot be a PIN, in words; undefined when it may be, or when the reader asks for it itself. Then nobody is asked. */
  readonly slip: () => Message | undefined;
  /** Gives it to main as bytes, once. */
  readonly give: <Value>(work: (pin: Uint8Array<ArrayBuffer>) => Promise<Value>) => Promise<Value>;
}

export const useCardPin = (): CardPin => {
  const box = useRef<HTMLInputElement>(null);
  const { pinRules } = useWorkspace();
  const pin = usePin(box);
  return {
    box,
    pin,
    slip() {
      // A reader with keys of its own asks for the PIN itself; whether this one has is known with the card's rules.
      const onReader = pin.length === 0 && (pinRules?.pinPad ?? true);
      const rules = pinRules ?? usualRules;
      const slip = onReader ? undefined : pin.refuse(rules);
      return slip && strings.pin.slips[slip](strings.pin.subjects.pin, rules);
    },
    async give(work) {
      const bytes = pin.take();
      try {
        return await work(bytes);
      } finally {
        bytes.fill(0);
      }
    },
  };
};
