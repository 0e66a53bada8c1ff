import { foundItems } from '../found.ts';
import { type PersonSummary, recordsKinds } from './describe.ts';

/** What a search finds of the records of people. */
export const recordsFinds = {
  person: foundItems('records', 'person', recordsKinds.person, ({ name, born, address, learnedAt }: PersonSummary) => ({
    ...{ title: name, detail: [born, address].filter((part) => part !== undefined).join(', '), at: learnedAt },
  })),
};
