import { randomUUID } from 'node:crypto';
import { assertNever } from '../../../contracts/result.ts';
import { hargreaves } from '../../hq/support/force.ts';
import type { Clocks } from './clocks.ts';
import type { Body, SoakHq } from './hq.ts';
import { MOVING, OTHER_AREA, UNIT } from './items.ts';
import type { SyncStep } from './steps.ts';

/** Somebody else changes at HQ what the officer works on. */
export const interfere = async (hq: SoakHq, clocks: Clocks, step: SyncStep & { readonly kind: 'colleague' }): Promise<void> => {
  const log = { system: 'storm', kind: 'incident', id: MOVING } as const;
  switch (step.what) {
    case 'task': {
      const tasks = (await hq.items()).filter(({ kind }) => kind === 'task');
      const id = tasks[step.pick % tasks.length]?.id;
      if (id !== undefined) await hq.change({ system: 'crime', kind: 'task', id }, (body) => ({ ...body, priority: 'high' }));
      return;
    }
    case 'unit': {
      const since = clocks.now('hq').toISOString();
      return hq.change({ system: 'storm', kind: 'unit', id: UNIT }, (body) => ({ ...body, status: 7, since }));
    }
    case 'line':
      return hq.change(log, (body) => {
        const lines = body['lines'] as readonly object[];
        return { ...body, lines: [...lines, { ...lines[0], id: randomUUID(), text: 'Somebody else.' }] };
      });
    case 'away':
      return hq.change(log, (body) => inArea(body, OTHER_AREA));
    case 'back':
      return hq.change(log, (body) => inArea(body, hargreaves.area));
    default:
      return assertNever(step.what);
  }
};

const inArea = (body: Body, area: string): Body => ({ ...body, place: { ...(body['place'] as Body), area } });
