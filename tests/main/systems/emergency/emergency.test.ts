import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../contracts/result.ts';
import type { Caller } from '../../../../main/device/tunnel/call.ts';
import { LockedError } from '../../../../main/platform/ipc/locked.ts';
import { callForHelpOver } from '../../../../main/sync/services/emergency.ts';
import type { CallForHelp } from '../../../../main/sync/services.ts';
import { createEmergencyHandlers } from '../../../../main/systems/emergency/handlers.ts';
import { unit, upsertUnit } from '../../support/items.ts';
import { room } from '../../support/room.ts';
import { bring, temporaryStore } from '../../support/store.ts';

const taken = { callSign: 'LD21', at: '2021-05-18T14:42:01.000Z', incidentId: 'LC-20210518-1587' };

describe('a call for help', () => {
  it('is of the officer’s own unit, is journalled, and leaves nothing in the outbox whatever HQ says', async () => {
    const store = await temporaryStore();
    await bring(store, 'storm', [upsertUnit(unit())]);
    const ports = room(store);
    const called: string[] = [];
    const answers = [ok(taken), fail('NotTaken'), fail('NotAnswered')];
    const callForHelp: CallForHelp = async (callSign) => {
      called.push(callSign);
      return answers[called.length - 1] ?? fail('NotAnswered');
    };
    const { call } = createEmergencyHandlers(Object.assign(ports, { callForHelp: () => callForHelp }));
    for (const answer of answers) expect(await call(null)).toEqual(answer);
    expect(called).toEqual(['LD21', 'LD21', 'LD21']);
    expect(await store.read('outbox.list', null)).toEqual([]);
    expect(ports.notes.map(({ action, subject, detail }) => `${action} ${subject} ${detail}`)).toEqual([
      'send LD21 emergency taken',
      'send LD21 emergency NotTaken',
      'send LD21 emergency NotAnswered',
    ]);
  });

  it('says at once when there is no way to HQ, and when the officer is on no unit', async () => {
    const store = await temporaryStore();
    const { call } = createEmergencyHandlers(Object.assign(room(store), { callForHelp: () => undefined }));
    await bring(store, 'storm', []);
    expect(await call(null)).toEqual({ ok: false, code: 'NoUnit' });
    await bring(store, 'storm', [upsertUnit(unit())]);
    expect(await call(null)).toEqual({ ok: false, code: 'NotAnswered' });
    const locked = createEmergencyHandlers(Object.assign(room(undefined), { callForHelp: () => undefined }));
    await expect(locked.call(null)).rejects.toThrow(LockedError);
  });

  it('is given up within seconds on a link that brings nothing, and then never goes out', async () => {
    const signals: AbortSignal[] = [];
    const silent: Caller<'shift'> = (_, __, signal) => {
      if (signal !== undefined) signals.push(signal);
      return new Promise(() => undefined);
    };
    expect(await callForHelpOver(silent)('LD21')).toEqual({ ok: false, code: 'NotAnswered' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  }, 10_000);

  it('tells HQ’s no from HQ’s silence', async () => {
    const answering = (called: unknown): Caller<'shift'> => (async () => called) as unknown as Caller<'shift'>;
    const refused = { kind: 'refused', status: 422, code: 'NotYourUnit', details: undefined };
    expect(await callForHelpOver(answering(refused))('LD21')).toEqual({ ok: false, code: 'NotTaken' });
    expect(await callForHelpOver(answering({ kind: 'failed', code: 'TunnelDown' }))('LD21')).toEqual({ ok: false, code: 'NotAnswered' });
    expect(await callForHelpOver(answering({ kind: 'answered', status: 200, value: taken }))('LD21')).toEqual(ok(taken));
  });
});
