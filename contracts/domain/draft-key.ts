/** The key of the one draft of a kind about an item, e.g. "incident.addLine:LC-20210518-1587". No schema here, since the window reads it too. */
export const draftKeyOf = (kind: string, itemId: string): string => `${kind}:${itemId}`;
