import type { Task } from '../../../contracts/domain/crime.ts';
import { count } from '../count.ts';
import { crimeForm } from './crime-form.ts';
import { guide } from './guide.ts';
import { missingForm } from './missing-form.ts';

/** What both forms say, and each of them. */
export const forms = {
  lead: 'Kept on this laptop as you write. Nobody sees it until you send it.',
  keptBefore: 'You began this before. It is as you left it.',
  loading: 'Opening the form',
  later: 'Keep for later',
  discard: 'Discard',
  ask: 'Discard what is in this form? Its words go for good.',
  yes: 'Discard it',
  no: 'Keep it',
  toRight: (number: number) => `${count(number, 'thing')} to put right`,
  missing: (number: number) => `${number} still to choose or write`,
  stopHere: 'You can stop here. Everything is kept.',
  offline: 'No signal: it is kept on this laptop and goes out by itself.',
  /** Where one code of a long list is found. */
  codes: { placeholder: 'Code or words', change: 'Change', none: 'No code of the force has these words.' },
  /** Of a text that is longer than a field takes. */
  paste: {
    cut: (kept: string, of: string) =>
      kept === '0'
        ? `Nothing of these ${of} characters was pasted: the field is full. They are still where you copied them.`
        : `The first ${kept} of ${of} characters were pasted. The rest is still where you copied it: paste the part that you need.`,
    close: 'Close what was said of the text',
  },
  date: 'Date',
  /** Day, month, year, whatever the laptop's own order is. */
  dateLike: 'DD/MM/YYYY',
  time: 'Time',
  timeLike: 'HH:MM',
  wrong: {
    none: (what: string) => `Write ${what}`,
    refused: (reason: string | undefined) =>
      `HQ did not take this${reason === undefined ? '' : ` (${reason.toLowerCase()})`}. Your words are safe here: put it right and send it again`,
    over: (over: string) => `${over} characters too many`,
    undrawable: (characters: string) => `The paper cannot show ${characters}. Write it in Latin, Greek or Cyrillic letters`,
    day: 'Give a date, such as 18/05/2021',
    time: 'Give a time, such as 14:30',
    past: 'This time has gone by. Give a later one',
    future: 'This time is still to come. Give one that has gone by',
  },
  task: {
    title: 'Set a task',
    send: 'Set the task',
    summary: (owner: string, title: string) => `New task for ${owner}: ${title}`,
    keep: 'Keep and set with signal',
    on: 'On the report',
    take: 'Take the report off',
    what: 'Task',
    whatHint: 'In a few words, such as: Collect CCTV from Hough Lane Spar',
    text: 'What is to be done',
    textHint: 'Who, where, and what is wanted at the end.',
    owner: 'For whom',
    ownerHint: 'Name or collar number',
    ownerNone: 'Nobody in your team has this name or number',
    ownerUnfetched: 'Your team has not come to this laptop yet. Type a collar number.',
    priority: 'How urgent',
    priorities: { high: 'High', normal: 'Normal', low: 'Low' } satisfies Readonly<Record<Task['priority'], string>>,
    due: 'Due',
    none: { what: 'what the task is called', text: 'what is to be done' },
    noOwner: 'Choose who is to do it',
  },
  crime: crimeForm,
  guide,
  missingPerson: missingForm,
  open: { task: 'Set a task', newTask: 'New task', crime: 'New crime', crimeGoOn: 'Go on with the report' },
} as const;
