/** What the system notes; anything else somebody wrote: what the caller said when it was opened, and a kind that only a newer HQ knows too. */
const noted: ReadonlySet<string> = new Set(['regrade', 'assigned', 'acknowledged', 'status', 'tag', 'strike']);

export const isNoted = ({ kind }: { readonly kind: string }): boolean => noted.has(kind);
