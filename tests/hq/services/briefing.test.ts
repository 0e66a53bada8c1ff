import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Briefing } from '../../../contracts/domain/briefing.ts';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { ask, codeOf, linesOf } from '../support/client.ts';
import { clarke, halliwell, hargreaves, rahman } from '../support/force.ts';
import { onEveryForce } from '../support/forces.ts';
import { officersAtHq } from '../support/officers-at-hq.ts';

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const item = (change: object = {}) => ({
  ...{ title: 'Quad bikes', text: 'Two, one red.', why: 'Six calls in ten days.', tours: ['late'], from: inHours(-1), until: inHours(8) },
  ...change,
});

onEveryForce((start) => {
  const { as, send, bodyOf } = officersAtHq(start, []);
  const give = (
    officer: Officer,
    command: string,
    payload: Readonly<Record<string, unknown>>,
    itemId: string = randomUUID(),
    key = randomUUID(),
  ) => send(officer, `briefing.${command}`, payload, { system: 'briefing', itemId, key });
  const set = async (change: object = {}): Promise<string> => {
    const reply = await give(hargreaves, 'create', item(change));
    const { allottedId } = JSON.parse(reply.body.toString()) as { readonly allottedId?: string };
    if (allottedId === undefined) throw new Error(codeOf(reply));
    return allottedId;
  };
  const ids = async (officer: Officer) =>
    linesOf(await ask(as(officer), 'GET', '/v1/briefing/changes?cursor=')).flatMap((line) => (line.kind === 'briefing' ? [line.id] : []));

  describe('the briefing', () => {
    it('is set by a supervisor for their own area, and seen by its officers alone', async () => {
      const id = await set({ tours: ['night'] });
      expect(await bodyOf<Briefing>('briefing', id)).toMatchObject({ area: hargreaves.area, setByCollar: '1140', results: [] });
      for (const one of [rahman, halliwell, hargreaves]) expect(await ids(one)).toContain(id);
      expect(await ids(clarke)).not.toContain(id);
      expect(codeOf(await give(clarke, 'result', { briefingId: id, found: 'seen' }, id))).toBe('NotFound');
      expect(codeOf(await give(rahman, 'create', item()))).toBe('OnlySupervisorsBrief');
    });

    it.each([
      ['that ends before it begins', { from: inHours(2), until: inHours(1) }, 'EndsBeforeItBegins'],
      ['that is over already', { from: inHours(-3), until: inHours(-1) }, 'OverAlready'],
    ])('takes no item %s', async (_, change, code) => {
      expect(codeOf(await give(hargreaves, 'create', item(change)))).toBe(code);
    });

    it('has five items at most for a tour at one time; one that is taken off makes room', async () => {
      const at = { tours: ['early'], from: inHours(100), until: inHours(110) };
      const [first = ''] = await Promise.all([0, 1, 2, 3, 4].map(() => set(at)));
      expect(codeOf(await give(hargreaves, 'create', item({ ...at, tours: ['early', 'late'] })))).toBe('FiveItemsRunThen');
      await set({ ...at, from: at.until, until: inHours(120) });
      await give(hargreaves, 'end', { briefingId: first }, first);
      expect(codeOf(await give(hargreaves, 'end', { briefingId: first }, first))).toBe('OverAlready');
      await set(at);
    });

    it('keeps what each officer found, once however often it is sent, also of an item that was taken off meanwhile', async () => {
      const id = await set({ tours: ['night'] });
      const key = randomUUID();
      const seen = { briefingId: id, found: 'seen', text: 'Red quad at 20:40.', at: inHours(-0.5) };
      await give(rahman, 'result', seen, id, key);
      await give(rahman, 'result', seen, id, key);
      expect(codeOf(await give(rahman, 'end', { briefingId: id }, id))).toBe('OnlySupervisorsBrief');
      await give(hargreaves, 'end', { briefingId: id }, id);
      await give(halliwell, 'result', { briefingId: id, found: 'nothingSeen' }, id);
      const { results, ended } = await bodyOf<Briefing>('briefing', id);
      expect(results).toMatchObject([
        { id: key, found: 'seen', text: 'Red quad at 20:40.', collarNumber: '2418', callSign: 'LD21' },
        { found: 'nothingSeen', collarNumber: '4127' },
      ]);
      expect(ended?.by).toBe('PS 1140 Paul Hargreaves');
    });

    it('takes no note without words', async () => {
      const id = await set({ tours: ['night'] });
      expect(codeOf(await give(rahman, 'result', { briefingId: id, found: 'note', text: ' ' }, id))).toBe('PayloadMalformed');
    });
  });
});
