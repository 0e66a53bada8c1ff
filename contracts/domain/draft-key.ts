/** The key of the one draft of a kind about an item, e.g. "incident.addLine:LC-20210518-1587". No schema here, since the window reads it too. */
export const draftKeyOf = (kind: string, itemId: string): string => `${kind}:${itemId}`;

/** The key of the draft that a command of the outbox is changed in: it outlives the command, and is then a draft like any other. */
export const mendKeyOf = (outboxId: string): string => `${MEND}${outboxId}`;
export const isMendKey = (key: string): boolean => key.startsWith(MEND);

const MEND = 'outbox.mend:';
