import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { SOFTHSM_MODULE, softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { badModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { KEY_9A, pin, refusalOf, startService, temporaryFolder, until, untilCard } from './support.ts';

const missing = whyNoSoftCards();
const folder = temporaryFolder();
const DATA = new Uint8Array(10);
/** Short, so that a hanging module is killed soon; yet long enough for a process to start on a machine that is busy. */
const DEADLINES = { sign: 3000 };
const SHORT_START = { start: 6000 };

const services: CardService[] = [];
const start: typeof startService = (...options) => {
  const started = startService(...options);
  services.push(started.card);
  return started;
};
afterEach(async () => {
  for (const card of services.splice(0)) await card.close();
});
afterAll(() => folder.remove());

describe('a PKCS#11 module that is not what it should be', () => {
  it('is said to be missing when there is no such file', async () => {
    const { card } = start('/nowhere/module.so');
    await until(card, () => card.fault === 'ModuleMissing');
    expect(await refusalOf(card.login('x', pin()))).toBe('ModuleMissing');
  });

  it('is said to be missing when none is named', async () => {
    const { card } = start('');
    await until(card, () => card.fault === 'ModuleMissing');
  });

  it.skipIf(whyNoSoftCards() !== undefined)('is looked for where else ICT says that it may be, in that order', async () => {
    const { card } = start('/nowhere/module.so', { MOBILE_OFFICE_PKCS11_ELSE: `/nowhere/else.so:${SOFTHSM_MODULE}:/nowhere/at-all.so` });
    await until(card, () => card.fault !== 'ModuleMissing');
    expect(await refusalOf(card.certificates('x'))).toBe('NoSuchCard');
  });

  it('is said to be broken when it is no library', async () => {
    const text = join(folder.path, 'text.so');
    writeFileSync(text, 'not a library');
    const { card } = start(text);
    await until(card, () => card.fault === 'ModuleBroken');
    expect(await refusalOf(card.certificates('x'))).toBe('ModuleBroken');
  });

  it('is said to be broken when it is a library of another kind', async () => {
    const { card } = start('/usr/lib/x86_64-linux-gnu/libz.so.1');
    await until(card, () => card.fault === 'ModuleBroken');
  });

  it.skipIf(missing !== undefined).each([
    ['another processor', 0x12, 0xb7],
    ['a word length that is not this program’s', 0x04, 0x01],
  ])('is said to be broken when it was built for %s', async (_, at, value) => {
    const other = Buffer.from(readFileSync(SOFTHSM_MODULE));
    // ELF header (System V ABI): e_machine is at 0x12 (0xb7: AArch64), EI_CLASS at 4 (1: 32 bits).
    other[at] = value;
    const file = join(folder.path, `other-${at}.so`);
    writeFileSync(file, other);
    const { card } = start(file);
    await until(card, () => card.fault === 'ModuleBroken');
    expect(await refusalOf(card.certificates('x'))).toBe('ModuleBroken');
  });
});

describe.skipIf(missing !== undefined)(titled('a PKCS#11 module that goes wrong', missing), () => {
  const on = join(folder.path, 'on');
  const cardFolder = join(folder.path, 'card');
  const soft = async () => {
    await makeForceCard(await makeForce(), cardFolder, { kind: 'p256' });
    const cards = softCards(join(folder.path, 'tokens'));
    cards.insert(cardFolder);
    return cards.env;
  };
  const goWrong = () => writeFileSync(on, '');
  const heal = () => execFileSync('rm', ['-f', on]);
  afterEach(heal);

  it.each([
    ['crashes at its start', '*(volatile int *)0 = 0;'],
    ['hangs at its start', 'for (;;) pause();'],
  ])('is said to be broken when it %s, and works again once it does not', async (name, what) => {
    const env = await soft();
    goWrong();
    const { card, helpers } = start(badModule(join(folder.path, name.replaceAll(' ', '-')), on, 'C_Initialize', what), env, SHORT_START);
    await until(card, () => card.fault === 'ModuleBroken');
    expect(helpers.length).toBeGreaterThan(1);
    heal();
    const { cardId } = await untilCard(card);
    expect(card.fault).toBeUndefined();
    await card.login(cardId, pin());
  });

  it.each([
    ['crashes', '*(volatile int *)0 = 0;', 'ServiceCrashed'],
    ['hangs', 'for (;;) pause();', 'DeadlinePassed'],
    ['spins', 'for (;;);', 'DeadlinePassed'],
  ] as const)('that %s in a signature fails that one call, and works again afterwards', async (name, what, code) => {
    const env = await soft();
    const { card, helpers } = start(badModule(join(folder.path, `${name}-signing`), on, 'C_Sign', what), env, DEADLINES);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    goWrong();
    const waiting = card.certificates(cardId);
    const typed = pin();
    const [signature, next] = [refusalOf(card.sign(cardId, KEY_9A, DATA)), refusalOf(card.login(cardId, typed))];
    await waiting;
    expect(await signature).toBe(code);
    expect(await next).toBe('ServiceCrashed');
    expect([...typed].every((byte) => byte === 0)).toBe(true);
    heal();
    const again = await untilCard(card, (presence) => presence.cardId !== cardId);
    await card.login(again.cardId, pin());
    expect(await card.sign(again.cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(helpers).toHaveLength(2);
  });

  it('that leaks is replaced when nobody is at work with it, and ended when it takes too much', async () => {
    const env = await soft();
    const leak = 'memset(malloc(60L << 20), 1, 60L << 20);';
    const { card, helpers } = start(badModule(join(folder.path, 'leaking'), on, 'C_OpenSession', leak), env);
    const { cardId } = await untilCard(card);
    await card.certificates(cardId);
    await card.renew();
    expect(helpers).toHaveLength(1);
    goWrong();
    for (let time = 0; time < 5; time += 1) await card.certificates(cardId);
    await card.renew();
    expect(helpers).toHaveLength(2);
    expect(card.cards.map((present) => present.cardId)).toEqual([cardId]);
    const use = async (): Promise<never> => {
      for (;;) await card.certificates(cardId);
    };
    expect(await refusalOf(use())).toBe('ServiceCrashed');
    heal();
    const again = await untilCard(card, (presence) => presence.cardId !== cardId);
    await card.login(again.cardId, pin());
  });

  it('leaves no process behind when the service is closed', async () => {
    const { card, helpers } = start(SOFTHSM_MODULE, await soft());
    await untilCard(card);
    const [helper] = helpers;
    const ended = new Promise<boolean>((resolve) => helper?.onExit(({ asked }) => resolve(asked)));
    await card.close();
    expect(await ended).toBe(true);
    expect(await refusalOf(card.certificates('x'))).toBe('ServiceCrashed');
  });
});
