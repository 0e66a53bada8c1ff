import { describe, expect, it } from 'vitest';
import { domains, type Handlers } from '../../../../contracts/ipc/index.ts';
import { ok } from '../../../../contracts/result.ts';
import { deferredHandlers } from '../../../../main/platform/ipc/deferred-handlers.ts';

describe('handlers of a laptop that still comes up', () => {
  it('stand for every call of the contracts', () => {
    const late = deferredHandlers(new Promise(() => undefined)) as unknown as Record<string, Record<string, unknown>>;
    for (const [domain, { calls }] of Object.entries(domains)) expect(Object.keys(late[domain] ?? {})).toEqual(Object.keys(calls));
  });

  it('keep a question until the laptop is up, and hand it on as it was asked', async () => {
    const up = Promise.withResolvers<Handlers>();
    const asked: unknown[] = [];
    const answered = deferredHandlers(up.promise).drafts.discard({ key: 'incident.addLine:LC-20220111-0841' });
    const discard: Handlers['drafts']['discard'] = async (request) => {
      asked.push(request);
      return ok(null);
    };
    up.resolve({ drafts: { discard } } as Handlers);
    expect(await answered).toEqual(ok(null));
    expect(asked).toEqual([{ key: 'incident.addLine:LC-20220111-0841' }]);
  });

  it('refuse every question when the laptop does not come up', async () => {
    const failed = Promise.reject(new Error('no disk'));
    await expect(deferredHandlers(failed).session.state(null)).rejects.toThrow('no disk');
  });
});
