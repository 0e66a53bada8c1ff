import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCardService } from '../../main/card/client.ts';
import { type CardProbe, probeCards } from '../../main/card/probe.ts';
import { forkHelper } from '../../main/platform/shell/chromium/helper.ts';

const ENTRY = new URL('../../native/index.ts', import.meta.url).pathname;
const PATIENCE_MS = 15_000;
/** A module that shows one token may show another a moment later. */
const SETTLING_MS = 2000;
const LOOK_MS = 100;
/** Said to modules by ICT, as in cardServiceEnvironment: they are the caller's environment here. */
const PASSED = /^(MOBILE_OFFICE_|OPENSC_|PKCS11SPY|PCSCLITE_|TPM2_|TSS2_|SOFTHSM2_|P11_KIT_|XDG_|HOME$)/;

export interface ModuleProbe {
  readonly module: string;
  /** Why no card can be seen at all. */
  readonly fault?: string;
  readonly cards: readonly CardProbe[];
}

/** What the module says of itself and of the cards that are in: no PIN is given to it. */
export const probeModule = async (module: string): Promise<ModuleProbe> => {
  const passed = Object.entries(process.env).flatMap(([name, value]) => (value !== undefined && PASSED.test(name) ? [[name, value]] : []));
  const env = { ...Object.fromEntries(passed), MOBILE_OFFICE_PKCS11: resolve(module) };
  const service = createCardService({ helper: () => forkHelper({ entry: ENTRY, env }) });
  try {
    const until = performance.now() + PATIENCE_MS;
    while (service.cards.length === 0 && service.fault === undefined && performance.now() < until) await delay(LOOK_MS);
    if (service.cards.length > 0) await delay(SETTLING_MS);
    const { fault } = service;
    return { module, ...(fault === undefined ? {} : { fault }), cards: await probeCards(service) };
  } finally {
    await service.close();
  }
};

/** The same in lines. */
export const probeLines = ({ module, fault, cards }: ModuleProbe): readonly string[] => [
  `${module}: ${fault ?? (cards.length === 0 ? 'it shows no card' : `${cards.length} card${cards.length === 1 ? '' : 's'}`)}`,
  ...cards.flatMap((card) => [
    `  ${card.label || '(a card that cannot be read)'} in ${card.reader}`,
    `    PIN of ${card.minPin} to ${card.maxPin}${card.flags.pinPad ? ', typed at the reader' : ''}${card.flags.pinLocked ? ', blocked' : ''}`,
    `    can do: ${card.mechanisms === undefined ? 'it does not say' : card.mechanisms.join(', ') || 'nothing that a warrant card needs'}`,
    ...card.certificates.map(
      ({ keyId, label, roles, key, notAfter }) =>
        `    certificate ${keyId} ${label}: ${key.kind === 'other' ? `a key of ${key.bits} bits of another kind` : `${key.kind} ${key.bits}`}, ` +
        `until ${notAfter.slice(0, 10)}, ${roles.join(' and ') || 'no role of a warrant card'}`,
    ),
    card.willDo
      ? '    will do for a warrant card, by what it says: its key 9D is tried at the first sign-in, before anything is sealed to it'
      : `    will not do: ${card.because.join('; ')}`,
  ]),
];
