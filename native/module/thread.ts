import { parentPort } from 'node:worker_threads';
import type { PKCS11 } from 'pkcs11js';
import { pinsOf } from '../pins.ts';
import type { CardReplies, CardRequest } from '../protocol/index.ts';
import { type FromModule, modulePath, type ToModule } from '../threads.ts';
import { readCertificates } from './certificates.ts';
import { changePin } from './change-pin.ts';
import { decrypt } from './decrypt.ts';
import { derive } from './derive.ts';
import { asFailure } from './faults.ts';
import { loadModule } from './load.ts';
import { login, logout } from './pin.ts';
import { type Look, ReaderSlots } from './reader-slots.ts';
import { sign } from './sign.ts';
import { unblockPin } from './unblock-pin.ts';

/** The only thread that makes PKCS#11 calls (but the one that waits for slot events): one after the other, in order. */
export function runModuleThread(): void {
  const loaded = loadModule(modulePath());
  if (loaded.ok) serve(loaded.value);
  else tell({ kind: 'fault', code: loaded.code });
}

function serve(module: PKCS11): void {
  const slots = new ReaderSlots(module);
  // The first C_Initialize happens here, before the other thread waits on the module.
  safeScan(slots, { slotEvents: true, anew: 'never' });
  parentPort?.on('message', (message: ToModule) => {
    if (message.kind === 'scan') scan(slots, message);
    else answer(module, slots, message.id, message.request);
  });
  tell({ kind: 'loaded', shared: slots.shared });
}

function scan(slots: ReaderSlots, { epoch, ended, look }: Extract<ToModule, { kind: 'scan' }>): void {
  slots.drop(ended);
  const readers = safeScan(slots, look);
  const { shared, usable, lost } = slots;
  tell({ kind: 'cards', shared, epoch, cards: slots.cards.map(({ presence }) => presence), readers, usable, lost });
}

/** Looks for cards, and for the readers if there are none. A module that cannot list them (its service has just gone) has none. */
function safeScan(slots: ReaderSlots, look: Look): readonly string[] {
  try {
    slots.scan(look);
    return slots.usable && slots.cards.length === 0 ? slots.readerNames() : [];
  } catch {
    slots.drop(slots.cards.map(({ presence }) => presence.cardId));
    return [];
  }
}

function answer(module: PKCS11, slots: ReaderSlots, id: number, request: CardRequest): void {
  try {
    tell({ kind: 'reply', reply: { id, ok: true, value: perform(module, slots, request) } });
  } catch (error) {
    const { code, detail, flags } = asFailure(error);
    if (code === 'CardRemoved' && 'cardId' in request) slots.drop([request.cardId]);
    tell({ kind: 'reply', reply: { id, ok: false, code, detail, ...(flags === undefined ? {} : { flags }) } });
  } finally {
    for (const pin of pinsOf(request)) pin.fill(0);
  }
}

function perform(module: PKCS11, slots: ReaderSlots, request: CardRequest): CardReplies[CardRequest['op']] {
  if (request.op === 'cards') return slots.cards.map(({ presence }) => presence);
  const card = slots.find(request.cardId);
  switch (request.op) {
    case 'certificates':
      return readCertificates(module, card);
    case 'login':
      login(module, card, request.pin);
      return null;
    case 'logout':
      logout(module, card);
      return null;
    case 'sign':
      return sign(module, card, request.keyId, request.data, request.pin);
    case 'decrypt':
      return decrypt(module, card, request.keyId, request.data, request.raw === true);
    case 'derive':
      return derive(module, card, request.keyId, request.point);
    case 'changePin':
      changePin(module, card, request.oldPin, request.newPin);
      return null;
    case 'unblockPin':
      unblockPin(module, card, request.puk, request.newPin);
      return null;
  }
}

function tell(message: FromModule): void {
  parentPort?.postMessage(message);
}
