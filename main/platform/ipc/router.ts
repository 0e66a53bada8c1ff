import type { z } from 'zod';
import { channelName } from '../../../contracts/ipc/channels.ts';
import type { CallContract } from '../../../contracts/ipc/define.ts';
import { type Domains, domains, type Handlers } from '../../../contracts/ipc/index.ts';
import { fail } from '../../../contracts/result.ts';
import type { AppWindow, Sender, Shell } from '../shell/port.ts';
import { dispatch, type Handler, type IpcLog } from './dispatch.ts';
import { isWithin } from './payload-limit.ts';

type EventName<D extends keyof Domains> = keyof Domains[D]['events'] & string;
type Payload<D extends keyof Domains, E extends EventName<D>> = Domains[D]['events'][E] extends {
  readonly payload: infer P extends z.ZodType;
}
  ? z.input<P>
  : never;

/** The one way between a window and main. */
export interface IpcRouter {
  /** Lets a window in: only the windows named here may call, and all of them hear every event. Forgotten when it closes. */
  admit(window: AppWindow): void;
  /** Tells every admitted window. The payload is checked against its contract outside the packaged product; a wrong one throws. */
  emit<D extends keyof Domains, E extends EventName<D>>(domain: D, event: E, payload: Payload<D, E>): void;
}

/**
 * Registers every call of the contracts with the shell: call it before the first window opens. Each call is answered, never
 * rejected: `BadRequest` for a stranger, an oversized or a malformed request, `Locked` when a handler throws LockedError,
 * `Internal` when it throws anything else (logged by class), else the handler's own answer.
 * Answers are checked and stripped to their contract outside the packaged product, where a test can still notice.
 */
export const createIpcRouter = (options: {
  readonly shell: Shell;
  readonly handlers: Handlers;
  readonly log: IpcLog;
  readonly checkAnswers?: boolean;
}): IpcRouter => {
  const { shell, handlers, log } = options;
  const checkAnswers = options.checkAnswers ?? !shell.packaged;
  const windows = new Map<number, AppWindow>();
  const isKnown = (from: Sender): boolean => from.origin === shell.appOrigin && windows.has(from.windowId);

  for (const { channel, contract, handler } of callsOf(handlers)) {
    shell.handle(channel, async (from, payload) => {
      if (!isKnown(from)) return refuse(log, channel, 'SenderUnknown');
      if (!isWithin(payload)) return refuse(log, channel, 'RequestTooLarge');
      return dispatch({ channel, contract, handler, payload, log, checkAnswers });
    });
  }

  return {
    admit(window) {
      windows.set(window.id, window);
      window.onClosed(() => windows.delete(window.id));
    },
    emit(domain, event, payload) {
      const sent = checkAnswers ? checkedPayload(domain, event, payload) : payload;
      for (const window of windows.values()) window.send(channelName(domain, event), sent);
    },
  };
};

const refuse = (log: IpcLog, channel: string, why: string) => {
  log('BadRequest', channel, why);
  return fail('BadRequest');
};

interface Call {
  readonly channel: string;
  readonly contract: CallContract;
  readonly handler: Handler;
}

const callsOf = (handlers: Handlers): readonly Call[] =>
  Object.entries(domains).flatMap(([domain, { calls }]) => {
    // The types pair each contract with its handler; a loop over both can only be seen as a lookup by name.
    const functions = handlers[domain as keyof Domains] as unknown as Readonly<Record<string, Handler>>;
    return Object.entries(calls as Readonly<Record<string, CallContract>>).map(([operation, contract]) => {
      const handler = functions[operation];
      if (!handler) throw new TypeError(`no handler for ${channelName(domain, operation)}`);
      return { channel: channelName(domain, operation), contract, handler: (request) => handler.call(functions, request) };
    });
  });

const checkedPayload = (domain: keyof Domains, event: string, payload: unknown): unknown => {
  const events: Readonly<Record<string, { readonly payload: z.ZodType }>> = domains[domain].events;
  const contract = events[event];
  if (!contract) throw new TypeError(`no event ${channelName(domain, event)}`);
  const parsed = contract.payload.safeParse(payload);
  // Not the parser's error: it may quote the payload.
  if (!parsed.success) throw new TypeError(`payload of ${channelName(domain, event)} does not match its contract`);
  return parsed.data;
};
