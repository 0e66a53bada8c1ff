import { count } from '../count.ts';
import type { Message } from './errors.ts';

/** A PDF that is shown in the window. */
export const pdf = {
  loading: 'Opening the PDF',
  tools: 'Pages and size',
  pages: (name: string) => `Pages of ${name}`,
  page: (number: number, total: number) => `Page ${number} of ${total}`,
  number: 'Page',
  of: (total: number) => `of ${total}`,
  previous: 'Page before',
  next: 'Next page',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: 'Fit the width',
  size: (percent: number) => `${percent}%`,
  printed: 'As printed',
  drawing: 'This page is on its way.',
  /** Of a scan. */
  noText: 'This page has no text that could be selected or read out.',
  notDrawn: 'This page could not be drawn. The others can be read. Ask for it on paper, or open the file at the station.',
  slender: 'This page is a strip that is too long to be shown. Open the file at the station.',
  addresses: (number: number) =>
    `This page leads to ${count(number, 'address', 'addresses')}, which ${number === 1 ? 'is' : 'are'} not opened here`,
  only: (shown: number, total: number) => `Only the first ${shown} of ${total} pages are shown. Open the file at the station for the rest.`,
  password: {
    title: 'This PDF asks for a password',
    lead: 'Its sender has closed it. The password is not kept.',
    label: 'Password',
    wrong: 'It is not opened by that password. Check it, or ask whoever sent the file.',
    open: 'Open it',
  },
  faults: {
    damaged: {
      what: 'This PDF could not be read.',
      safe: 'It is damaged, or is no PDF. It is kept as it came.',
      todo: 'Ask whoever sent it for another copy.',
    },
    tooLong: {
      what: 'This PDF took too long, so it was stopped.',
      safe: 'It is kept as it came, and nothing else has stopped.',
      todo: 'Open it at the station. If you did not expect it, tell ICT.',
    },
    stopped: {
      what: 'This PDF stopped what reads it.',
      safe: 'It is kept as it came, and nothing else has stopped.',
      todo: 'Open it at the station. If you did not expect it, tell ICT.',
    },
    tooLarge: {
      what: 'This PDF is too large to be shown here.',
      safe: 'It is kept as it came.',
      todo: 'Open it at the station.',
    },
    notRead: {
      what: 'The file could not be opened just now.',
      safe: 'It is kept as it came.',
      todo: 'Close it and open it again.',
    },
  } satisfies Readonly<Record<string, Message>>,
} as const;
