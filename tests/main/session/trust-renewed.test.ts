import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CardRefusal } from '../../../contracts/ipc/session.ts';
import type { CardService } from '../../../main/card/service.ts';
import { createTrust } from '../../../main/device/trust/create-trust.ts';
import { type Event, initial, type Machine, shown, transition } from '../../../main/session/machine.ts';
import { createCardReader } from '../../../main/session/read-card.ts';
import { issueCard, makeForce } from '../card/force.ts';
import { temporaryFolder } from '../support/store.ts';

const at = '2026-01-01T21:00:00.000Z';
const run = (events: readonly Event[]): Machine => events.reduce((machine, event) => transition(machine, event).machine, initial);
const cards: Event = { type: 'cards', cards: ['a'], at, unsent: 0 };
const refused = (refusal: CardRefusal): Event => ({ type: 'refusedCard', cardId: 'a', refusal });

describe('when HQ has told what is revoked', () => {
  it('a card that was refused is read again', () => {
    const machine = run([cards, refused('CardRevocationUnknown')]);
    const step = transition(machine, { type: 'trustRenewed' });
    expect(shown(step.machine.stage)).toEqual({ kind: 'cardSeen' });
    expect(step.effects).toEqual([{ type: 'readCard', cardId: 'a' }]);
  });

  it('nothing else changes: not the PIN that is being typed, not an empty reader', () => {
    const rules = { minLength: 6, maxLength: 8, digitsOnly: true, pinPad: false };
    const holder = { staffId: 'S1', name: 'Officer', rank: 'PC', collarNumber: '1', force: 'Force' };
    const read: Event = { type: 'read', cardId: 'a', holder, tries: { final: false, low: false }, rules, blocked: false };
    for (const machine of [run([cards, read]), run([{ ...cards, cards: [] }]), run([cards])]) {
      expect(transition(machine, { type: 'trustRenewed' })).toEqual({ machine, effects: [] });
    }
  });
});

describe("a laptop that knows no authority under the force's root yet", () => {
  it("says of the force's own card that it cannot tell, and of another force's that it is another's", async () => {
    const [force, other] = [await makeForce('Lancashire Constabulary'), await makeForce('Cumbria Constabulary')];
    const trust = createTrust({ root: force.root, file: join(temporaryFolder(), 'trust.json') });
    const readingOf = async (issuer: typeof force) => {
      const material = await issueCard(issuer, { kind: 'p256' });
      const certificates = Object.values(material).map(({ certificate }, index) => ({
        keyId: Uint8Array.of(index),
        label: '',
        der: certificate,
        hasKey: true,
        pinEachTime: false,
      }));
      // Only what the reader asks for; the card itself is tested in tests/main/card.
      const card: Pick<CardService, 'certificates' | 'cards'> = { certificates: async () => certificates, cards: [] };
      return createCardReader({ card, trust, now: () => new Date() })('a');
    };
    expect(await readingOf(force)).toEqual({ ok: false, code: 'CardRevocationUnknown' });
    expect(await readingOf(other)).toEqual({ ok: false, code: 'WrongForce' });
  });
});
