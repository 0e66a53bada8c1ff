import { count } from '../count.ts';

/** The search at HQ, for what is not on the laptop. */
export const enquiry = {
  row: {
    title: 'Search HQ as well',
    lead: 'This is what is on this laptop. HQ has every record of the force, and asks why you look.',
    leadFree: 'This is what is on this laptop. HQ has every record of the force.',
    offline: 'HQ cannot be asked without signal',
    offlineLead: (asOf: string | undefined) =>
      `This is what is on this laptop${asOf === undefined ? '' : `, as it was at ${asOf}`}. A search never waits in the queue.`,
  },
  dialog: 'Search at HQ',
  why: (text: string) => `Why do you look for “${text}” at HQ?`,
  sources:
    'Storm with all that was written in it, SLEUTH, records of persons, CaseMan and the directory of the whole force, and the Police National Database, also people you have nothing to do with.',
  work: 'For which job',
  workOf: {
    incident: (serial: string, title: string) => `Log ${serial}, ${title}`,
    crime: (number: string, title: string) => `Crime ${number}, ${title}`,
    task: (_: string, title: string) => `Task: ${title}`,
  },
  else: 'Something else',
  elseLead: 'Then say more',
  words: 'What for, in a few words',
  kept: 'Kept with your question at HQ: your name, the time, this laptop, the words you looked for and why. Professional Standards can read it.',
  free: 'Looking on this laptop asks nothing.',
  missing: 'Choose the job, or say what for in ten letters or more.',
  ask: 'Search HQ',
  back: 'Back',
  asking: 'HQ is being asked',
  again: 'Ask again',
  results: (text: string) => `“${text}” at HQ`,
  found: (number: number) => (number === 0 ? 'Nothing found' : count(number, 'record')),
  outcome: {
    answered: (found: number, more: boolean) =>
      found === 0 ? 'nothing found' : more ? `the newest ${found}, there are more` : `${found} found`,
    late: 'did not answer in time. What it has is not shown.',
    failed: 'could not answer. What it has is not shown.',
  },
  asked: 'What was asked',
  here: 'On this laptop',
  open: (title: string) => `Open ${title}`,
  grading: (grading: string) => `Grading: ${grading}`,
  asOf: (at: string) => `As of ${at}`,
  begun: (at: string) => `Of ${at}`,
  restricted: (contact: string) => `Restricted. You may know that it is there, and nothing more. Ask ${contact}.`,
  readOnly: 'As HQ has it. It can be read here and not changed, and it is not kept on this laptop.',
} as const;
