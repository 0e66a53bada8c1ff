import type { PageNode, PageWindow } from './dom.ts';
import { type Crossing, fromWire, toWire, type Wire } from './wire.ts';

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly values: readonly Wire[] }
  | { readonly kind: 'returned'; readonly value: Wire }
  | { readonly kind: 'threw'; readonly reason: string }
  | { readonly kind: 'settled'; readonly id: number; readonly value: Wire }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  | { readonly kind: 'expose'; readonly name: string; readonly api: Wire };

interface Settle {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}
/** One end of the bridge between the preload's world and the page's. */
export interface BridgeEnd {
  /** Puts an object of functions on the other world's window. */
  expose(name: string, api: object): void;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Joins two worlds of one page over a detached node that both hold and no page script can reach: each world has its own
 * wrapper of the node, and Blink clones an event's detail from one world to the other. dispatchEvent is synchronous, so a
 * call returns a value, not a promise. `C` and dispatchEvent are taken before any page script can replace them.
 */
export const bridgeEnd = (
  node: PageNode,
  names: { readonly send: string; readonly receive: string },
  C: PageWindow['CustomEvent'],
  onExpose: (name: string, api: unknown) => void = () => undefined,
): BridgeEnd => {
  const dispatch = EventTarget.prototype.dispatchEvent.bind(node);
  const functions = new Map<number, (...values: readonly unknown[]) => unknown>();
  const ids = new WeakMap<object, number>();
  const promises = new Map<number, Settle>();
  let last = 0;
  let reply: Message | undefined;

  const post = (message: Message): void => {
    dispatch(new C(names.send, { detail: message }));
  };
  const crossing: Crossing = {
    nameFunction(value) {
      const known = ids.get(value);
      if (known !== undefined) return known;
      last += 1;
      ids.set(value, last);
      functions.set(last, value);
      return last;
    },
    namePromise(value) {
      last += 1;
      const id = last;
      value.then(
        (settled) => post({ kind: 'settled', id, value: toWire(settled, crossing) }),
        (error: unknown) => post({ kind: 'failed', id, reason: reasonOf(error) }),
      );
      return id;
    },
    callFunction(id, values) {
      reply = undefined;
      post({ kind: 'call', id, values: values.map((value) => toWire(value, crossing)) });
      const answered = reply as Message | undefined;
      if (answered?.kind === 'returned') return fromWire(answered.value, crossing);
      throw new Error(answered?.kind === 'threw' ? answered.reason : 'no answer');
    },
    awaitPromise: (id) => new Promise((resolve, reject) => promises.set(id, { resolve, reject })),
  };

  const run = (id: number, values: readonly Wire[]): Message => {
    try {
      const result = functions.get(id)?.(...values.map((value) => fromWire(value, crossing)));
      return { kind: 'returned', value: toWire(result, crossing) };
    } catch (error) {
      return { kind: 'threw', reason: reasonOf(error) };
    }
  };
  const take = (id: number): Settle | undefined => {
    const settle = promises.get(id);
    promises.delete(id);
    return settle;
  };
  node.addEventListener(names.receive, (event) => {
    const message = (event as unknown as { readonly detail: Message }).detail;
    switch (message.kind) {
      case 'call':
        return post(run(message.id, message.values));
      case 'settled':
        return take(message.id)?.resolve(fromWire(message.value, crossing));
      case 'failed':
        return take(message.id)?.reject(new Error(message.reason));
      case 'expose':
        return onExpose(message.name, fromWire(message.api, crossing));
      default:
        reply = message;
    }
  });
  return { expose: (name, api) => post({ kind: 'expose', name, api: toWire(api, crossing) }) };
};
