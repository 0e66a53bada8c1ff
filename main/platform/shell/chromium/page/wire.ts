/** How a value looks on its way between two worlds: functions and promises as numbers that the other end can use. */
export type Wire =
  | readonly ['plain', unknown]
  | readonly ['function', number]
  | readonly ['promise', number]
  | readonly ['error', string]
  | readonly ['list', readonly Wire[]]
  | readonly ['record', readonly (readonly [string, Wire])[]];

/** What only an end of the bridge can do with the things that cannot be copied. */
export interface Crossing {
  readonly nameFunction: (value: (...values: readonly unknown[]) => unknown) => number;
  readonly namePromise: (value: Promise<unknown>) => number;
  readonly callFunction: (id: number, values: readonly unknown[]) => unknown;
  readonly awaitPromise: (id: number) => Promise<unknown>;
}

/** Deeper than any payload of the contracts; a circle ends here instead of in the stack. */
const MAX_DEPTH = 64;

/** Writes a value by the rules of Electron's contextBridge: plain data is copied, functions and promises cross as proxies. */
export const toWire = (value: unknown, crossing: Crossing, depth = 0): Wire => {
  if (depth > MAX_DEPTH) throw new TypeError('value too deep');
  if (typeof value === 'function') return ['function', crossing.nameFunction(value as () => unknown)];
  if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
  if (typeof value !== 'object' || value === null) return ['plain', value];
  if (value instanceof Promise) return ['promise', crossing.namePromise(value)];
  if (value instanceof Error) return ['error', value.message];
  if (Array.isArray(value)) return ['list', value.map((item) => toWire(item, crossing, depth + 1))];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return ['plain', value];
  return ['record', Object.entries(value).map(([key, item]) => [key, toWire(item, crossing, depth + 1)] as const)];
};

/** Reads what `toWire` wrote in the other world. */
export const fromWire = (wire: Wire, crossing: Crossing): unknown => {
  switch (wire[0]) {
    case 'plain':
      return wire[1];
    case 'function': {
      const id = wire[1];
      return (...values: readonly unknown[]) => crossing.callFunction(id, values);
    }
    case 'promise':
      return crossing.awaitPromise(wire[1]);
    case 'error':
      return new Error(wire[1]);
    case 'list':
      return wire[1].map((item) => fromWire(item, crossing));
    default:
      return Object.fromEntries(wire[1].map(([key, item]) => [key, fromWire(item, crossing)]));
  }
};
