import { domains, type Handlers } from '../../../contracts/ipc/index.ts';

type Calls = Readonly<Record<string, (request: unknown) => Promise<unknown>>>;

/**
 * Handlers that answer as soon as the real ones are there: the page is loaded, and asks its first questions, while the laptop still
 * comes up. A call rejects when they never come.
 */
export const deferredHandlers = (handlers: Promise<Handlers>): Handlers => {
  // The types pair each operation with its handler; a loop over both can only be seen as a lookup by name.
  const ready = handlers as unknown as Promise<Readonly<Record<string, Calls>>>;
  const answer = (domain: string, operation: string) => async (request: unknown) => (await ready)[domain]?.[operation]?.(request);
  const late = Object.entries(domains).map(([domain, { calls }]) => [
    domain,
    Object.fromEntries(Object.keys(calls).map((operation) => [operation, answer(domain, operation)])),
  ]);
  return Object.fromEntries(late) as Handlers;
};
