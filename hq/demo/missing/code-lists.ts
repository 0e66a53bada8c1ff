import type { CodeList } from '../../../contracts/domain/incident.ts';
import { entries } from '../entries.ts';

/** What the demonstration force asks first of somebody who is missing, what of it speaks for a risk, and what each grade of risk asks for. */
export const missingCodeLists: readonly CodeList[] = [
  {
    id: 'missingQuestion',
    version: 1,
    entries: entries([
      ['worry', 'Why are you worried?'],
      ['worry.hint', 'What they think has happened'],
      ['worry.short', 'Why worried'],
      ['done', 'What has been done so far?'],
      ['done.hint', 'Calls, friends, places, by whom and when'],
      ['done.short', 'Done so far'],
      ['outOfCharacter', 'Is this out of character?'],
      ['outOfCharacter.hint', 'What is different'],
      ['outOfCharacter.short', 'Out of character'],
      ['before', 'Missing before?'],
      ['before.hint', 'When, where found'],
      ['before.short', 'Missing before'],
      ['care', 'Medicine or care needed?'],
      ['care.hint', 'What, and by what time'],
      ['care.short', 'Medicine or care'],
      ['victim', 'Likely victim of a crime?'],
      ['victim.hint', 'Threats, exploitation, who they are with'],
      ['victim.short', 'Likely victim of a crime'],
    ]),
  },
  {
    id: 'missingReason',
    version: 1,
    entries: entries([
      ['under.18', 'Under 18'],
      ['outOfCharacter.yes', 'Out of character'],
      ['before.yes', 'Missing before'],
      ['care.yes', 'Medicine or care needed'],
      ['care.by', 'Medicine or care by'],
      ['victim.yes', 'Likely victim of a crime'],
    ]),
  },
  {
    id: 'riskGuidance',
    version: 1,
    entries: entries([
      ['high', 'Serious harm is very likely. Search now, tell the duty inspector.'],
      ['medium', 'Harm is likely, not serious. Enquiries now.'],
      ['low', 'Harm is possible but small. Enquiries in turn.'],
      ['veryLow', 'No harm is expected. Not under 18.'],
    ]),
  },
];
