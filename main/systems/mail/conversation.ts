/** A message as far as it tells what it belongs to. */
export interface Answering {
  readonly id: string;
  readonly messageId: string | undefined;
  /** Message-IDs that it names as what it answers, the oldest first. */
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A subject that comes again after a month is another matter. */
export const SUBJECT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What belongs together, of all that may: for each message, by its id, the name of its conversation, which is the same for all of one. A
 * message goes with the nearest one that it names and that is here, else with all who name the same oldest one, as of which nothing is here.
 * All who bear one name are one, and go with what all of them name: copies of a message, and whatever is called so to be taken for it, of
 * which no date tells which is true. Each goes with one only: whoever names the messages of two conversations, or bears the name of one and
 * names another, does not make them one. Where it names none and its subject says that it answers, it goes with the last message of the same
 * subject that the same person wrote in the month before: of other people's with that subject nothing is known.
 */
export const conversationsOf = <Message extends Answering>(messages: readonly Message[]): ReadonlyMap<string, string> => {
  const ordered = messages.toSorted((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id));
  const bearers = Map.groupBy(ordered, ({ messageId }) => messageId);

  const parents = new Map<string, string>();
  const rootOf = (of: string): string => {
    let root = of;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  const join = (message: Message, parent: string): void => {
    if (rootOf(parent) !== message.id) parents.set(message.id, parent);
  };
  /** The last message so far, by who wrote it and what it is about. */
  const lastAbout = new Map<string, Message>();
  for (const message of ordered) {
    const copies = (message.messageId === undefined ? undefined : bearers.get(message.messageId)) ?? [message];
    const [first = message] = copies;
    const about = aboutOf(message);
    const same = about === undefined ? undefined : lastAbout.get(about);
    if (about !== undefined) lastAbout.set(about, message);
    if (first !== message) {
      join(message, first.id);
      continue;
    }
    const named = namedByAll(copies);
    const nearest = named.findLast((one) => bearers.has(one));
    const known = nearest === undefined ? undefined : bearers.get(nearest)?.[0];
    if (known !== undefined) join(message, known.id);
    else if (named[0] !== undefined) join(message, `missing ${named[0]}`);
    else if (same !== undefined && copies.every((one) => goesBySubject(one) && aboutOf(one) === about))
      if (same.at >= daysFrom(message.at, -SUBJECT_DAYS)) join(message, same.id);
  }
  return new Map(ordered.map(({ id }) => [id, rootOf(id)]));
};

/** What every one of them names, in the order of the first. */
const namedByAll = ([first, ...others]: readonly Answering[]): readonly string[] =>
  (first?.references ?? []).filter((one) => one !== first?.messageId && others.every(({ references }) => references.includes(one)));

/** Whether a message names none but itself, and its subject says that it answers. */
export const goesBySubject = ({ references, messageId, subject }: Answering): boolean =>
  references.every((one) => one === messageId) && subjectOf(subject).isAnswer;

/** Who wrote it and what it is about, without what is put before a subject; undefined where one of the two is not said. */
export const aboutOf = ({ from, subject }: Pick<Answering, 'from' | 'subject'>): string | undefined => {
  const { words } = subjectOf(subject);
  return words === '' || from === '' ? undefined : `${from.toLowerCase()}\n${words}`;
};

/** So many days later, or before. ISO 8601, UTC. */
export const daysFrom = (at: string, days: number): string => new Date(Date.parse(at) + days * DAY_MS).toISOString();

/** Of what is answered or forwarded, in the languages that the force's mail comes in. */
const PREFIX = /^(?:(?:re|aw|fw|fwd|wg|sv|odp)(?:\[\d{1,3}\])?:|\[[^\]]{0,40}\]) ?/i;
/** Prefixes of one subject. */
const MOST_PREFIXES = 20;

const subjectOf = (subject: string): { readonly words: string; readonly isAnswer: boolean } => {
  let words = subject.trim();
  let isAnswer = false;
  for (let count = 0; count < MOST_PREFIXES; count += 1) {
    const prefix = PREFIX.exec(words)?.[0];
    if (prefix === undefined) break;
    isAnswer ||= !prefix.startsWith('[');
    words = words.slice(prefix.length).trimStart();
  }
  return { words: words.toLowerCase(), isAnswer };
};
