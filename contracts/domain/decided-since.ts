/**
 * Whether somebody decided something about a record since `baseVersion`. Each step makes one version and adds to its history: where all that
 * came since are of the kinds that decide nothing (`harmless`), what was decided on the version before still holds.
 */
export const isDecidedSince = (
  { version, history = [] }: { readonly version: number; readonly history?: readonly { readonly kind: string }[] | undefined },
  baseVersion: number,
  ...harmless: readonly string[]
): boolean => {
  const since = version - baseVersion;
  if (since <= 0) return since < 0;
  return history.length < since || history.slice(-since).some(({ kind }) => !harmless.includes(kind));
};
