import type { CommonCode, DomainContract } from '../../../contracts/ipc/define.ts';
import type { Domains } from '../../../contracts/ipc/index.ts';

type ErrorsOf<Domain extends DomainContract> = {
  [Call in keyof Domain['calls']]: Domain['calls'][Call]['errors'][number];
}[keyof Domain['calls']];
/** Where what is said depends on what the officer was doing, the words stand with it: signin, pin, laptop, fleet, app.emergency. */
type SaidElsewhere = 'session' | 'device' | 'fleet' | 'emergency';
type PaneCode = { [Name in Exclude<keyof Domains, SaidElsewhere>]: ErrorsOf<Domains[Name]> }[Exclude<keyof Domains, SaidElsewhere>];

/** Every code that a call of a pane over the officer's own work can answer. */
export type ErrorCode = PaneCode | CommonCode;

/** What happened, what is safe, what to do. */
export interface Message {
  readonly what: string;
  readonly safe: string;
  readonly todo: string;
}

export const errors = {
  tryAgain: 'Try again',
  quote: (code: string) => `Code to quote to ICT: ${code}`,
  /** A missing code does not compile: a new one in the contracts wants its words. */
  codes: {
    Locked: {
      what: 'Nobody is signed in',
      safe: 'Your work is sealed on this laptop.',
      todo: 'Put your warrant card in the reader.',
    },
    BadRequest: {
      what: 'Mobile Office asked for something that does not exist',
      safe: 'Nothing was changed, and what you wrote is kept.',
      todo: 'Try again. If it comes back, tell ICT the code below.',
    },
    NoSignal: {
      what: 'HQ cannot be asked without signal',
      safe: 'What is on this laptop can be searched. That you asked is in the journal.',
      todo: 'Ask again once there is signal, or ask control by radio.',
    },
    ReasonMissing: {
      what: 'HQ wants to know why you look',
      safe: 'Nothing was asked yet.',
      todo: 'Choose the job that it is for, or say what for in ten letters or more.',
    },
    NotAnswered: {
      what: 'HQ did not answer',
      safe: 'Nothing is lost. HQ may have written down that you asked.',
      todo: 'Ask again. If you need it now, ask control by radio.',
    },
    NotTaken: {
      what: 'HQ did not take the question',
      safe: 'Nothing was searched.',
      todo: 'Try again. If it comes back, tell ICT the code below.',
    },
    Internal: {
      what: 'Something broke while opening this',
      safe: 'What you wrote is safe on this laptop and will be sent.',
      todo: 'Try again. If it comes back, tell ICT the code below.',
    },
    NotFound: {
      what: 'This is no longer on this laptop',
      safe: 'Nothing you wrote is lost.',
      todo: 'It was closed, moved or is not yours to see. Choose another from the list.',
    },
    NotAllowed: {
      what: 'You cannot do this',
      safe: 'Nothing was changed, and what you wrote is kept.',
      todo: 'Ask your supervisor if it should be yours to do.',
    },
    Malformed: {
      what: 'Mobile Office cannot send this as it is written',
      safe: 'Nothing was changed, and what you wrote is kept.',
      todo: 'Check what you wrote and try again. If it comes back, tell ICT the code below.',
    },
    PinIncorrect: {
      what: 'That PIN is not right',
      safe: 'Nothing was sent, and what you wrote is kept. A few wrong ones block the card.',
      todo: 'Type it again.',
    },
    PinFinalTry: {
      what: 'That PIN is not right. One try is left',
      safe: 'Nothing was sent, and what you wrote is kept. One more wrong PIN blocks the card.',
      todo: 'If you are not sure, stop here and call ICT.',
    },
    PinBlocked: {
      what: 'The card has blocked',
      safe: 'Nothing was sent, and what you wrote is kept.',
      todo: 'Call ICT, day or night.',
    },
    PinLength: {
      what: 'That PIN is too short or too long',
      safe: 'The card was not asked, no try is used.',
      todo: 'Type it again.',
    },
    PinExpired: {
      what: 'This PIN has run out',
      safe: 'Nothing was sent, and what you wrote is kept.',
      todo: 'Press Change my PIN (F2), type this PIN and a new one. Then send it again with the new one.',
    },
    PinCancelled: {
      what: 'No PIN was given at the reader',
      safe: 'Nothing was sent, and what you wrote is kept. No try is used.',
      todo: 'Send it again, and type your PIN at the reader.',
    },
    CardRemoved: {
      what: 'The card came out',
      safe: 'Nothing was sent, and what you wrote is kept.',
      todo: 'Put it back, sign in, and send it again.',
    },
    CardFault: {
      what: 'The card stopped answering',
      safe: 'Nothing was sent, and what you wrote is kept.',
      todo: 'Take the card out, put it in again, and send it again.',
    },
    NoSignatureKey: {
      what: 'There is no signature key on your card',
      safe: 'Nothing was sent, and what you wrote is kept.',
      todo: 'Turn Sign off, or ask ICT for a new card.',
    },
    NotComplete: {
      what: 'Something is missing in the case file',
      safe: 'Nothing was handed over, and all of the file is kept.',
      todo: 'See what is missing, then hand it over again.',
    },
    FileNotHere: {
      what: 'A file of this message is not on this laptop',
      safe: 'Nothing was sent, and what you wrote is kept.',
      todo: 'Take the file out, or send the message from the laptop that has it.',
    },
    NotHere: {
      what: 'This message is not on this laptop yet',
      safe: 'It is safe at HQ. The messages you opened before are here.',
      todo: 'Open it again when there is signal.',
    },
    BeingSent: {
      what: 'It is being sent to HQ just now',
      safe: 'Nothing was changed.',
      todo: 'Wait for HQ’s answer, then decide.',
    },
    MayHaveArrived: {
      what: 'HQ may have it already',
      safe: 'It was sent and HQ has not answered. Changed now, both might be done.',
      todo: 'Send it again as it is, or discard it and write a new one.',
    },
    PayloadMalformed: {
      what: 'HQ would not take it like this',
      safe: 'What you wrote is kept.',
      todo: 'Look whether something is missing or too long.',
    },
    NamesMissing: {
      what: 'It names something that is not on this laptop any more',
      safe: 'What you wrote is kept.',
      todo: 'Take out the report or the attachment that is missing, or choose another.',
    },
    OthersDepend: {
      what: 'Later work of yours needs this',
      safe: 'Nothing was discarded.',
      todo: 'Discard them together, or none.',
    },
    NotReady: {
      what: 'The new version is not ready any more',
      safe: 'Nothing was stopped.',
      todo: 'Work on. This laptop (F2) says how it stands.',
    },
    CannotDraw: {
      what: 'The statement has letters that its PDF cannot show',
      safe: 'Nothing was signed. The statement and the ink are kept.',
      todo: 'Lock, sign in, and write those letters otherwise: signs and scripts that are not Latin. The witness then signs again.',
    },
    PageTooFull: {
      what: 'A page of the statement has more than a sheet holds',
      safe: 'Nothing was signed. The statement and the ink are kept.',
      todo: 'Lock, sign in, and put empty lines into the longest paragraph. The witness then signs again.',
    },
    NoRoom: {
      what: 'There is no room on this laptop for what the card signed',
      safe: 'The statement and the witness’s ink are kept. The card was asked, and nothing was sealed.',
      todo: 'Discard attachments that you do not need, or wait until unsent work has gone out. Then sign again.',
    },
    TooManyDrafts: {
      what: 'There are too many drafts on this laptop',
      safe: 'Nothing was discarded.',
      todo: 'Send or discard some of them first.',
    },
  } satisfies Readonly<Record<ErrorCode, Message>>,
} as const;
