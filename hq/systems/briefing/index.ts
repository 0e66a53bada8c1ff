import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { addResult } from './add-result.ts';
import { createBriefing } from './create.ts';
import { endBriefing } from './end.ts';

/** Stand-in for the neighbourhood briefing of SLEUTH: an item, and what was found of it, is seen by the officers of its area. */
export const briefing = defineSystem('briefing', {
  kinds: { briefing: { accessKeys: ({ area }) => [keys.area(area)] } },
  commands: { 'briefing.create': createBriefing, 'briefing.result': addResult, 'briefing.end': endBriefing },
});
