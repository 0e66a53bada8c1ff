import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardService } from '../../../main/card/service.ts';
import { whyNoReaders } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { type SoftCards, softCards, whyNoSoftCards } from '../../doubles/card/softhsm.ts';
import { type Replaceable, shimModule } from './bad-module.ts';
import { makeForce, makeForceCard } from './force.ts';
import { titled } from './places.ts';
import { KEY_9A, pause, pin, refusalOf, startService, temporaryFolder, until, untilCard, untilNoCard } from './support.ts';

const missing = whyNoSoftCards();
const DATA = new Uint8Array(10);
/** Long enough for a storm to show by its calls, which are counted. */
const WATCHED_MS = 4000;

/** SoftHSM2 as modules are that are called too often, or answer badly once. Each call of what a test alters leaves a byte in its log. */
describe.skipIf(missing !== undefined)(titled('a module', missing), () => {
  const folder = temporaryFolder();
  const cardFolder = join(folder.path, 'card');
  const mark = (name: string) => join(folder.path, name);
  const note = (name: string) => `FILE *file = fopen("${mark(name)}", "a"); fputc('.', file); fclose(file);`;
  const count = (name: string): number => (existsSync(mark(name)) ? readFileSync(mark(name)).length : 0);
  /** C that does `what` as long as the mark is there; `once` takes it away. */
  const while_ = (name: string, what: string) => `if (access("${mark(name)}", F_OK) == 0) { ${what} }`;
  const once = (name: string, what: string) => `if (unlink("${mark(name)}") == 0) { ${what} }`;
  const services: CardService[] = [];
  let cards: SoftCards;
  let number = 0;

  beforeAll(async () => {
    await makeForceCard(await makeForce(), cardFolder, { kind: 'p256' });
    cards = softCards(join(folder.path, 'tokens'));
    cards.insert(cardFolder);
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.close();
  });
  afterAll(() => folder.remove());

  const start = (bodies: Readonly<Partial<Record<Replaceable, string>>>, env: Readonly<Record<string, string>> = {}) => {
    number += 1;
    const started = startService(shimModule(join(folder.path, `module-${number}`), bodies), { ...cards.env, ...env });
    services.push(started.card);
    return started;
  };

  it('whose slot events come at once is not asked for them for long', async () => {
    const { card, helpers } = start({ C_WaitForSlotEvent: `${note('waits')} return 0;` });
    const { cardId } = await untilCard(card);
    await pause(WATCHED_MS);
    const waits = count('waits');
    expect(waits).toBeLessThan(100);
    await card.login(cardId, pin());
    await pause(WATCHED_MS);
    expect(count('waits')).toBeLessThan(100);
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
    expect(helpers).toHaveLength(1);
  });

  it('that answers badly once keeps its card and the work that is open with it', async () => {
    const bad = 'return 0x30;';
    const bodies = {
      C_GetSlotList: `${once('slot-list', bad)} return CALL;`,
      C_GetSessionInfo: `${once('session', bad)} return CALL;`,
      C_GetTokenInfo: `${once('token', bad)} return CALL;`,
    };
    const { card } = start(bodies);
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    let lost = false;
    card.onChange(() => {
      lost ||= card.cards.length === 0;
    });
    for (const name of ['slot-list', 'session', 'token']) {
      writeFileSync(mark(name), '');
      await pause(1000);
      expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
      rmSync(mark(name), { force: true });
    }
    expect(lost).toBe(false);
  });

  it('that lists no readers any more is begun anew, until it does', async () => {
    const C_GetSlotList = `${while_('lost', 'return 0x30;')} return CALL;`;
    const { card } = start({ C_GetSlotList, C_Finalize: `${once('heals', `unlink("${mark('lost')}");`)} return CALL;` });
    await untilCard(card);
    writeFileSync(mark('lost'), '');
    await untilNoCard(card);
    writeFileSync(mark('heals'), '');
    await untilCard(card);
  });

  it('that has no locks is called by one thread alone', async () => {
    // CK_C_INITIALIZE_ARGS: four functions, then the flags, of which 2 is CKF_OS_LOCKING_OK.
    const C_Initialize = 'if (a != 0 && (((word *)a)[4] & 2)) return 0xa; return CALL;';
    const { card } = start({ C_Initialize, C_WaitForSlotEvent: `${note('waits-unlocked')} return CALL;` });
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    expect(count('waits-unlocked')).toBe(0);
  });

  it.each([
    ['may be shared once it does is then waited in, and its card is watched', 'return CALL;', true],
    // As above.
    ['has no locks once it does is called by one thread alone', 'if (a != 0 && (((word *)a)[4] & 2)) return 0xa; return CALL;', false],
  ])('that does not start at first and %s', async (_, starts, waitedIn) => {
    const [refusing, waiting, opened] = [`refuses-${waitedIn}`, `waits-${waitedIn}`, `opens-${waitedIn}`];
    writeFileSync(mark(refusing), '');
    const { card } = start({
      C_Initialize: `${while_(refusing, 'return 0x5;')} ${starts}`,
      C_WaitForSlotEvent: `${note(waiting)} return CALL;`,
      C_OpenSession: `${note(opened)} return CALL;`,
    });
    await until(card, () => card.fault !== undefined);
    expect(count(waiting)).toBe(0);
    rmSync(mark(refusing));
    const { cardId } = await untilCard(card);
    if (waitedIn) await expect.poll(() => Math.min(count(waiting), count(opened))).toBeGreaterThan(0);
    await card.login(cardId, pin());
    if (!waitedIn) expect(count(waiting)).toBe(0);
  });

  it('is told by ICT what it has to know at its start', async () => {
    // CK_C_INITIALIZE_ARGS as NSS has them: LibraryParameters stand behind the flags.
    const C_Initialize = `FILE *file = fopen("${mark('told')}", "w"); if (a != 0) fputs(((char **)a)[5], file); fclose(file); return REAL(0);`;
    const { card } = start({ C_Initialize }, { MOBILE_OFFICE_PKCS11_INIT: "configdir='sql:/somewhere'" });
    await untilCard(card);
    expect(readFileSync(mark('told'), 'utf8')).toBe("configdir='sql:/somewhere'");
  });

  it('keeps a login to be made good when it is begun anew after a wrong PIN', async () => {
    const { card } = start({ C_Finalize: `${note('finalized')} return CALL;` });
    const { cardId } = await untilCard(card);
    await card.login(cardId, pin());
    expect(await refusalOf(card.sign(cardId, KEY_9A, DATA, pin('000000')))).toBe('PinIncorrect');
    const before = count('finalized');
    await expect.poll(() => count('finalized')).toBeGreaterThan(before + 1);
    await card.sign(cardId, KEY_9A, DATA, pin());
    expect(await card.sign(cardId, KEY_9A, DATA)).toBeInstanceOf(Uint8Array);
  });

  it('that crashes again and again after its first word is said to be broken, and not any more once it lives', async () => {
    const crash = '*(volatile int *)0 = 0;';
    writeFileSync(mark('crashes'), '');
    const { card, helpers } = start({ C_Login: `${while_('crashes', crash)} return CALL;` });
    for (let asked = 0; asked < 3; asked += 1) {
      const known = helpers.length;
      const { cardId } = await untilCard(card);
      expect(card.fault).toBeUndefined();
      expect(await refusalOf(card.login(cardId, pin()))).toBe('ServiceCrashed');
      await until(card, () => card.fault !== undefined || helpers.length > known);
    }
    await until(card, () => card.fault === 'ModuleBroken');
    execFileSync('rm', [mark('crashes')]);
    await until(card, () => card.fault === undefined && card.cards.length > 0);
  });
});

const noReaders = missing ?? whyNoReaders();

describe.skipIf(noReaders !== undefined)(titled('a module without slot events beside the system’s card service', noReaders), () => {
  const folder = temporaryFolder();
  const log = join(folder.path, 'begun');
  let readers: Readers;
  let card: CardService;
  beforeAll(async () => {
    await makeForceCard(await makeForce(), join(folder.path, 'card'), { kind: 'rsa' });
    readers = await startReaders({ folder: join(folder.path, 'readers') });
  });
  afterAll(async () => {
    await card?.close();
    await readers?.close();
    folder.remove();
  });

  it('is begun anew when a card comes or goes, and not in between', async () => {
    const module = shimModule(
      join(folder.path, 'silent'),
      {
        C_WaitForSlotEvent: 'return 0x54;',
        C_Initialize: `FILE *file = fopen("${log}", "a"); fputc('.', file); fclose(file); return CALL;`,
      },
      '',
      '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
    );
    ({ card } = startService(module, readers.env));
    await until(card, () => card.fault === undefined);
    await readers.insert(join(folder.path, 'card'));
    const { cardId } = await untilCard(card);
    await pause(1000);
    const begun = readFileSync(log).length;
    await pause(WATCHED_MS);
    expect(readFileSync(log).length).toBe(begun);
    await card.login(cardId, pin());
    await readers.remove();
    await untilNoCard(card);
    await readers.insert(join(folder.path, 'card'));
    await untilCard(card);
    expect(readFileSync(log).length).toBeGreaterThan(begun);
  });
});
