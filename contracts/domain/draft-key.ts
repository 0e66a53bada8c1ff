/** The key of the one draft of a kind about an item, e.g. "incident.addLine:LC-20210518-1587". No schema here, since the window reads it too. */
export const draftKeyOf = (kind: string, itemId: string): string => `${kind}:${itemId}`;

/** The item that a key names with its kind; undefined for a key of another kind, and for one that names no item. */
export const itemIdIn = (kind: string, key: string): string | undefined =>
  key.startsWith(draftKeyOf(kind, '')) ? key.slice(draftKeyOf(kind, '').length) : undefined;

/** The key of the draft that a command of the outbox is changed in: it outlives the command, and is then a draft like any other. */
export const mendKeyOf = (outboxId: string): string => `${MEND}${outboxId}`;
export const isMendKey = (key: string): boolean => key.startsWith(MEND);

/** The key, and the kind, of how an officer has mail listed. */
export const LIST_KEY = 'mail.list';
/**
 * Kinds of draft that an officer keeps and never sends: the signature under their messages, templates of messages, and how mail is listed. They
 * are kept and travel as drafts do, and stand in no list of what is unfinished.
 */
export const keptKinds = ['mail.signature', 'mail.template', LIST_KEY] as const;
export type KeptKind = (typeof keptKinds)[number];
/** The key of the one signature that an officer has. */
export const SIGNATURE_KEY = 'mail.signature';

const MEND = 'outbox.mend:';
