/**
 * The key of the one draft of a kind about an item, e.g. "incident.addLine:LC-20210518-1587". Apart from the schemas, which the page does
 * not carry.
 */
export const draftKeyOf = (kind: string, itemId: string): string => `${kind}:${itemId}`;
