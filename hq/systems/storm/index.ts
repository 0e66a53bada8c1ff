import { keys } from '../access-keys.ts';
import { defineSystem } from '../define.ts';
import { acknowledge } from './acknowledge.ts';
import { addLine } from './add-line.ts';
import { addMark } from './add-mark.ts';
import { createIncident } from './create-incident.ts';
import { sendMessage } from './message.ts';
import { assign, setStatus, standDown } from './move.ts';
import { regrade } from './regrade.ts';
import { requestResource } from './request-resource.ts';
import { result } from './result.ts';
import { strikeLine } from './strike-line.ts';

/** Stand-in for Storm (command and control). Logs are seen by their area and whoever is on them, units by their area and crew. */
export const storm = defineSystem('storm', {
  kinds: {
    incident: {
      accessKeys: ({ place, resources }) => [
        keys.area(place.area),
        ...resources.flatMap((resource) => resource.collarNumbers.map(keys.collar)),
      ],
    },
    unit: {
      accessKeys: ({ collarNumbers }, { area }) => [...(area === null ? [] : [keys.area(area)]), ...collarNumbers.map(keys.collar)],
    },
    codeList: { accessKeys: () => [keys.everyone] },
  },
  commands: {
    'incident.create': createIncident,
    'incident.regrade': regrade,
    'incident.result': result,
    'incident.requestResource': requestResource,
    'incident.addMark': addMark,
    'incident.strikeLine': strikeLine,
    'incident.addLine': addLine,
    'incident.acknowledge': acknowledge,
    'unit.setStatus': setStatus,
    'unit.assign': assign,
    'unit.standDown': standDown,
    'unit.sendMessage': sendMessage,
  },
});
