import { z } from 'zod';
import { attachments } from '../domain/blob.ts';
import { instant, marking, place } from '../domain/common.ts';
import {
  ANSWER_LENGTH,
  crimePerson,
  crimeProperty,
  crimeVehicle,
  flagAnswer,
  homeOfficeCode,
  MARKS_LENGTH,
  MOST_ANSWERS,
  MOST_FEATURES,
  offence,
  crime as report,
  task,
} from '../domain/crime.ts';
import { brokenRules } from '../domain/crime-rules.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { personNumber } from '../domain/person.ts';
import { LONG_TEXT_LENGTH, maybeText, writtenText } from '../domain/text.ts';
import type { SystemContract } from './contract.ts';
import { crimeChanges } from './crime-changes.ts';
import { taskCommands } from './task-commands.ts';

/** What an officer writes in one line. */
const written = writtenText(200);

/** Crime reports, the tasks on them, and the list of offences. */
export const crime = {
  items: { crime: report, task, offence },
  commands: {
    /** A new report. The officer who gives it is the officer in the case; HQ allots its number. Its area is one of the force's list, if there is one. */
    'crime.create': {
      effect: 'create',
      item: 'crime',
      references: { incidentId: { kind: 'incident' }, people: { kind: 'person', within: 'personId' } },
      payload: z.object({
        offenceCode: homeOfficeCode.optional(),
        type: written,
        title: written,
        committedFrom: instant,
        committedTo: instant.optional(),
        place: place.extend({ text: written }),
        method: maybeText(LONG_TEXT_LENGTH),
        features: z.array(written).max(MOST_FEATURES).optional(),
        people: z
          .array(crimePerson.extend({ name: written, address: maybeText(200).optional(), personId: itemId(personNumber).optional() }))
          .max(50)
          .optional(),
        property: z
          .array(crimeProperty.extend({ text: written, marks: maybeText(MARKS_LENGTH).optional() }))
          .max(100)
          .optional(),
        vehicles: z
          .array(crimeVehicle.extend({ description: maybeText(200) }))
          .max(20)
          .optional(),
        flags: z.array(written).max(20).optional(),
        flagAnswers: z
          .array(flagAnswer.extend({ flag: written, question: written, answer: writtenText(ANSWER_LENGTH) }))
          .max(MOST_ANSWERS)
          .optional(),
        lateReason: maybeText(ANSWER_LENGTH).optional(),
        incidentId: itemId(incidentNumber).optional(),
        marking,
        attachments: attachments.optional(),
        at: instant,
      }),
      refusals: [...brokenRules],
    },
    ...crimeChanges,
    ...taskCommands,
  },
} as const satisfies SystemContract;
