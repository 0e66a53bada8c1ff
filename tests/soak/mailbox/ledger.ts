/** A message of the mailbox, by its Message-ID, as it must be once everything is at rest. */
export interface Known {
  readonly messageId: string;
  /** A text that no other message has. */
  readonly mark: string;
  /** Undefined: erased. */
  folder: string | undefined;
  seen: boolean;
  flagged: boolean;
  /** Who did something with it since the last rest; of what both did something with, only that it is not lost or doubled can be told. */
  touchedBy: 'nobody' | 'officer' | 'other' | 'both';
  /** One of them has erased it. */
  erased: boolean;
}

/** A letter that the officer was told is kept. */
export interface Letter {
  readonly key: string;
  readonly mark: string;
  /** Of its files. */
  readonly hashes: readonly string[];
  /** How often it was tried. */
  tries: number;
  /** It came, as it was written. */
  read: boolean;
}

export interface Ledger {
  readonly messages: Map<string, Known>;
  readonly letters: Map<string, Letter>;
  /** What must be found in a draft, by its key. */
  readonly drafts: Map<string, string>;
  /** Message-IDs in the order in which they were first given to the submission server. */
  readonly submitted: string[];
  nextMark(): string;
}

export const DOMAIN = 'lancs.example';
export const messageIdOf = (key: string): string => `<${key}@${DOMAIN}>`;

export const createLedger = (): Ledger => {
  let number = 0;
  return {
    messages: new Map(),
    letters: new Map(),
    drafts: new Map(),
    submitted: [],
    nextMark() {
      number += 1;
      return `mark${number}x`;
    },
  };
};

export const touch = (known: Known, by: 'officer' | 'other'): void => {
  known.touchedBy = known.touchedBy === 'nobody' || known.touchedBy === by ? by : 'both';
};
