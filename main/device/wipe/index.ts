import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { WipeInventory } from '../../../contracts/domain/order.ts';
import { ORDER_LOG } from '../orders/order-log.ts';
import { officerFoldersIn } from '../unsent/unsent-on-laptop.ts';
import { destroyStage, inventoryOf, removeEmptyFolders } from './destroy.ts';
import { finishWipe } from './finish.ts';
import { survey } from './plan.ts';
import { WIPE_LIMITS, type WipePorts } from './ports.ts';
import { signReceipt } from './prove.ts';
import { readNote, readRecord, WIPE_RECORD, WIPED_NOTE, type WipeOrder, type WipeRecord, writeRecord } from './record.ts';
import { handOver } from './upload-unsent.ts';

export type { WipePorts } from './ports.ts';
export type { WipeOrder } from './record.ts';

/** Between two tries to give HQ the proof, or to remove what something held open: the first soon, then ever more seldom. */
const FIRST_AGAIN_MS = 1_000;
const LAST_AGAIN_MS = 60_000;
/** A room that was closing may write its last word into a folder that had been emptied: so often is looked again. */
const PASSES = 4;
/** What is reported to the screen at most so often. */
const SHOWN_STEPS = 50;

/** At most one run a data folder, whoever starts it. */
const running = new Map<string, Promise<Outcome>>();
/** `waiting`: for HQ's acknowledgement, for the account that can sign, or for a file that is held open. */
type Outcome = 'finished' | 'waiting';

/**
 * Carries out a wipe. The order is on the disk before anything else happens and before this function first waits, so a caller may count
 * it as obeyed as soon as it has been called. Resolves once all is destroyed that can be; the proof is then at HQ, or is sent again and
 * again until it is, at later starts too. Never rejects for what a laptop's disk or link does.
 */
export const startWipe = async (order: WipeOrder, ports: WipePorts): Promise<void> => {
  const found = readRecord(ports.dataFolder);
  writeRecord(ports.dataFolder, typeof found === 'object' ? renewed(found, order) : begun(order, ports));
  ports.log('wipeStarted', { handOver: order.handOver });
  await Promise.race([ports.lockNow().catch(() => undefined), delay((ports.limits ?? WIPE_LIMITS).lockMs, undefined, { ref: false })]);
  await run(ports);
};

/**
 * To be called before anything else at every start. False: this laptop is in use, or fresh. True: it is being wiped, or wiped; nobody
 * may sign in, and `show` says why. The wipe goes on by itself, and gives HQ its proof once the tunnel is up.
 */
export const resumeWipe = async (ports: WipePorts): Promise<boolean> => {
  const record = readRecord(ports.dataFolder);
  if (record === 'damaged') return forgetDamaged(ports);
  if (record === undefined) return isWiped(ports);
  // Work that may still be handed over needs the connection, which comes up only after this; what needs none is done before anything else.
  if (record.phase === 'finishing') await run(ports);
  else if (record.phase === 'proving') show(ports, 'waiting', record);
  else if (record.phase === 'destroying' || !record.order.handOver) await destroyAll(ports, record);
  else ports.show({ why: 'wiping', since: record.startedAt, done: 0 });
  void run(ports);
  return true;
};

/** Forgets that this laptop was wiped: it has become known to HQ anew. */
export const forgetWipe = (dataFolder: string): void => rmSync(join(dataFolder, WIPED_NOTE), { force: true });

const begun = (order: WipeOrder, ports: WipePorts): WipeRecord => ({
  order,
  startedAt: (ports.now?.() ?? new Date()).toISOString(),
  officers: officerFoldersIn(ports.dataFolder).length,
  existed: inventoryOf(survey(ports)),
  phase: 'handOver',
  handedOver: [],
  undelivered: false,
});

/** The same order again changes nothing; another one is carried out, and proven, in its turn. What existed is known only from before. */
const renewed = (found: WipeRecord, order: WipeOrder): WipeRecord => {
  if (found.order.id === order.id) return found;
  const { receipt: _, provenAt: __, ...rest } = found;
  return { ...rest, order, phase: 'handOver', undelivered: false };
};

const run = (ports: WipePorts, againMs = FIRST_AGAIN_MS): Promise<Outcome> => {
  const under = running.get(ports.dataFolder);
  if (under !== undefined) return under;
  const begun = step(ports)
    .catch((error: unknown): Outcome => {
      ports.log('wipeStopped', { cause: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' });
      return 'waiting';
    })
    .finally(() => running.delete(ports.dataFolder));
  running.set(ports.dataFolder, begun);
  void begun.then((outcome) => {
    if (outcome === 'waiting') setTimeout(() => void run(ports, Math.min(2 * againMs, LAST_AGAIN_MS)), againMs).unref();
  });
  return begun;
};

/** From wherever the record stands as far as can be gone now. */
const step = async (ports: WipePorts): Promise<Outcome> => {
  let record = readRecord(ports.dataFolder);
  if (typeof record !== 'object') return 'finished';
  if (record.phase === 'handOver') {
    if (record.order.handOver) record = await handOver(ports, record);
    record = { ...record, phase: 'destroying' };
    writeRecord(ports.dataFolder, record);
  }
  if (record.phase === 'destroying') {
    if (!(await destroyAll(ports, record))) return 'waiting';
    const signed = await signReceipt(ports, record);
    show(ports, 'waiting', record);
    if (signed === undefined) return 'waiting';
    record = signed;
  }
  if (record.phase === 'proving') {
    const receipt = new Uint8Array(Buffer.from(record.receipt ?? '', 'base64'));
    show(ports, 'waiting', record);
    const sent = await ports.sendReceipt(receipt).catch(() => 'parked' as const);
    const undelivered = sent !== 'acknowledged';
    // The key of a laptop that is cut off for good opens nothing and proves nothing more.
    if (undelivered && ports.isDisowned?.() !== true) return 'waiting';
    record = { ...record, phase: 'finishing', undelivered };
    writeRecord(ports.dataFolder, record);
  }
  await finishWipe(ports, record);
  show(ports, record.undelivered ? 'waiting' : 'atHq', record);
  return 'finished';
};

/** Keys, then stores, then the rest. False while a key file or a store is still there: then nothing may be proven. */
const destroyAll = async (ports: WipePorts, { startedAt, existed }: WipeRecord): Promise<boolean> => {
  const whole = Math.max(1, filesOf(existed));
  const each = Math.ceil(whole / SHOWN_STEPS);
  let left = filesOf(inventoryOf(survey(ports)));
  const tell = (): void => ports.show({ why: 'wiping', since: startedAt, done: Math.min(1, Math.max(0, 1 - left / whole)) });
  const onFile = (): void => {
    left -= 1;
    if (left % each === 0) tell();
  };
  if (left > 0) tell();
  for (let pass = 1; ; pass += 1) {
    for (const stage of ['keys', 'stores', 'rest'] as const) {
      const passedOver = await destroyStage(ports, stage, { onFile });
      if (pass === 1 || passedOver > 0) ports.log('wipeStage', { stage, left: passedOver });
    }
    removeEmptyFolders(ports);
    const remains = inventoryOf(survey(ports));
    if (filesOf(remains) === 0) return true;
    if (pass === PASSES) return remains.keyFiles + remains.stores === 0;
  }
};

const filesOf = ({ keyFiles, stores, otherFiles }: WipeInventory): number => keyFiles + stores + otherFiles;

const show = (ports: WipePorts, receipt: 'atHq' | 'waiting', { provenAt, startedAt, order }: WipeRecord): void =>
  ports.show({ why: 'wiped', since: provenAt ?? startedAt, returnTo: order.returnTo, receipt });

/**
 * What was ordered cannot be read any more, by a bad sector or by somebody's hand: that must not save what was to go. Everything but the
 * laptop's identity is destroyed, and the memory of which orders were obeyed too: HQ, which has no proof, gives the order again.
 */
const forgetDamaged = async (ports: WipePorts): Promise<false> => {
  const onFile = (): void => undefined;
  for (const stage of ['keys', 'stores', 'rest'] as const) await destroyStage(ports, stage, { onFile });
  rmSync(join(ports.dataFolder, 'device', ORDER_LOG), { force: true });
  rmSync(join(ports.dataFolder, WIPE_RECORD), { force: true });
  removeEmptyFolders(ports);
  ports.log('wipeRecordDamaged');
  return false;
};

/** A wiped laptop stays wiped until ICT makes it known again. */
const isWiped = async (ports: WipePorts): Promise<boolean> => {
  const note = readNote(ports.dataFolder);
  if (note === undefined) return false;
  if (existsSync(join(ports.dataFolder, 'device', 'certificate.der'))) {
    forgetWipe(ports.dataFolder); // The power went between the new certificate and the forgetting.
    return false;
  }
  const onFile = (): void => undefined;
  // A wiped laptop has neither; what something held open at the time goes now.
  await destroyStage(ports, 'keys', { onFile });
  await destroyStage(ports, 'stores', { onFile });
  const unknown = { since: (ports.now?.() ?? new Date()).toISOString(), returnTo: '', receipt: undefined };
  const { since, returnTo, receipt } = note === 'damaged' ? unknown : note;
  ports.show({ why: 'wiped', since, returnTo, receipt: receipt === undefined ? 'atHq' : 'waiting' });
  return true;
};
