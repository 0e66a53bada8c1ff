/** What crosses a wall: a value, or one code of a closed union. Never a message, never a cause: the code chooses the words. */
export type Result<Value, Code extends string> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly code: Code };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });
export const fail = <const Code extends string>(code: Code): { readonly ok: false; readonly code: Code } => ({ ok: false, code });

/** Ends every switch over a closed union: a new member that nobody handles does not compile. */
export const assertNever = (value: never): never => {
  throw new Error(`unhandled member: ${typeof value}`);
};
