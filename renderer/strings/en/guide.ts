import { count } from '../count.ts';

/** Of a report that is gone through question by question, whatever it is of. */
export const guide = {
  stepsTitle: 'Questions of the report',
  states: {
    done: 'Done',
    fromLog: 'From the log, not looked at yet',
    toDo: 'To do',
    wrong: 'To put right',
    changed: 'Changed',
    asItWas: 'As it was',
  },
  notStarted: 'Not started',
  none: 'None',
  check: 'Then it can go',
  checkLeft: (things: number) => `${things} to put right`,
  rightFirst: (things: number) => `${things} to put right first`,
  checkWrong: (things: number) => `${count(things, 'thing')} to put right`,
  checkRight: 'Nothing to put right',
  checkLook: 'Worth another look. It can go as it is.',
  readOut: (name: string) => `Read it out to ${name}`,
  readOutPlain: 'Read it out',
  goTo: (step: string) => `Change ${step.toLowerCase()}`,
  nothing: 'Nothing written',
  known: 'Already known',
  knownLead: 'Taken from the log. Typed once, not again.',
  fromLog: (serial: string) => `From log ${serial}. Its number comes from HQ.`,
  numberFollows: 'Its number comes from HQ.',
} as const;
