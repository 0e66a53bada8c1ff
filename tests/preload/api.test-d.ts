import { expectTypeOf } from 'expect-type';
import type { MailFolder } from '../../contracts/domain/mail.ts';
import type { channels } from '../../contracts/ipc/channels.ts';
import type { Fetched } from '../../contracts/ipc/fetched.ts';
import type { Api, Domains, Handlers } from '../../contracts/ipc/index.ts';
import '../../preload/window.ts';

/** Type tests: this file is compiled, never run. */
type Channels = typeof channels;

/** The names that preload puts on the window are those of the contracts, domain by domain: none missing, none beyond. */
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
type CallsMatch = { [D in keyof Domains]: Same<Channels[D]['calls'][number], keyof Domains[D]['calls'] & string> };
type EventsMatch = { [D in keyof Domains]: Same<Channels[D]['events'][number], keyof Domains[D]['events'] & string> };
expectTypeOf<keyof Channels>().toEqualTypeOf<keyof Domains>();
expectTypeOf<CallsMatch[keyof Domains]>().toEqualTypeOf<true>();
expectTypeOf<EventsMatch[keyof Domains]>().toEqualTypeOf<true>();

declare const api: Api;
declare const handlers: Handlers;
expectTypeOf<Window['api']>().toEqualTypeOf<Api>();

/** Right uses compile, with the answers that the contracts promise. */
expectTypeOf(api.mail.folders(null)).resolves.extract<{ ok: true }>().toHaveProperty('value').toExtend<Fetched<MailFolder[]>>();
expectTypeOf(api.session.signIn({ pin: new Uint8Array(6) }))
  .resolves.extract<{ ok: false }>()
  .toHaveProperty('code')
  .extract<'Locked' | 'PinFinalTry'>()
  .toEqualTypeOf<'Locked' | 'PinFinalTry'>();
expectTypeOf(api.session.on('changed', (state) => state.kind)).toEqualTypeOf<() => void>();

// @ts-expect-error no such domain
api.payroll;
// @ts-expect-error no such call
api.session.wipe(null);
// @ts-expect-error a call without its request
api.storm.get();
// @ts-expect-error a request of another shape
api.storm.get({ id: 1, seenTo: 'l1' });
// @ts-expect-error a PIN as text
api.session.signIn({ pin: '246810' });
// @ts-expect-error no such event
api.session.on('opened', () => undefined);
// @ts-expect-error a domain without events
api.today.on('changed', () => undefined);
// @ts-expect-error the surface is read-only
api.session = {} as Api['session'];
// @ts-expect-error an error code that no contract names
void api.session.lock(null).then((answer) => !answer.ok && answer.code === 'Sunday');
// @ts-expect-error a handler that answers another shape
handlers.link.tryNow satisfies (request: null) => Promise<{ ok: true; value: string }>;
