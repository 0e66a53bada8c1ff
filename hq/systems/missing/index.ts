import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { acknowledge } from './acknowledge.ts';
import { circulate } from './circulate.ts';
import { createMissing } from './create.ts';
import { handOver } from './hand-over.ts';
import { setRisk } from './risk.ts';
import { addSighting, setFound } from './seen.ts';
import { fieldsOf, stepMissing } from './step.ts';

/**
 * Stand-in for the missing persons system. A report is seen whole by its officer, who took it, and their team, and by those who may take it back from
 * there; what is circulated by the officers of its areas too, for as long as it runs.
 */
export const missing = defineSystem('missing', {
  kinds: {
    missing: {
      accessKeys: ({ owner, reportedByCollar, team, handedOver }) => [
        ...[keys.collar(owner), keys.collar(reportedByCollar), keys.team(team)],
        ...(handedOver === undefined ? [] : [keys.collar(handedOver.by), keys.supervisors(handedOver.team)]),
      ],
    },
    circulation: {
      accessKeys: ({ owner, team, running, areas }) => [keys.collar(owner), keys.team(team), ...(running ? areas.map(keys.area) : [])],
      restrictedWith: 'missing',
    },
  },
  commands: {
    'missing.create': createMissing,
    'missing.risk': setRisk,
    'missing.review': stepMissing('review', fieldsOf),
    'missing.askReview': stepMissing('askReview', fieldsOf),
    'missing.knowReview': stepMissing('knowReview', fieldsOf),
    'missing.sighting': addSighting,
    'missing.enquiry': stepMissing('enquiry', fieldsOf),
    'missing.note': stepMissing('note', fieldsOf),
    'missing.linkLog': stepMissing('linkLog', fieldsOf),
    'missing.circulate': circulate,
    'missing.endCirculation': stepMissing('endCirculation', fieldsOf),
    'missing.acknowledge': acknowledge,
    'missing.found': setFound,
    'missing.notFound': stepMissing('notFound', fieldsOf),
    'missing.wellBeing': stepMissing('wellBeing', fieldsOf),
    'missing.death': stepMissing('death', fieldsOf),
    'missing.handOver': handOver,
  },
});
