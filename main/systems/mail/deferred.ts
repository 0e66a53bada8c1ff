import type { DomainHandlers } from '../../../contracts/ipc/define.ts';
import type { mail } from '../../../contracts/ipc/mail.ts';
import type { ServeHandler } from '../../platform/shell/port.ts';
import type { MailHandlersOptions } from './handlers.ts';

/** What fetches messages is of no use at the sign-in screen. */
const handlersModule = () => import('./handlers.ts');
const bodyModule = () => import('./body-route.ts');

/** Brings mail's code in, so that no call waits for it. Until somebody is to sign in, it would only stand between the start and the sign-in screen. */
export const prepareMail = async (): Promise<void> => {
  await Promise.all([handlersModule(), bodyModule()]);
};

/** mailHandlers(), whose code comes with the first call. */
export const deferredMailHandlers = (options: MailHandlersOptions): DomainHandlers<typeof mail> => {
  let made: Promise<DomainHandlers<typeof mail>> | undefined;
  const handlers = () => {
    made ??= handlersModule().then(({ mailHandlers }) => mailHandlers(options));
    return made;
  };
  return {
    folders: async (request) => (await handlers()).folders(request),
    list: async (request) => (await handlers()).list(request),
    conversations: async (request) => (await handlers()).conversations(request),
    ofConversations: async (request) => (await handlers()).ofConversations(request),
    search: async (request) => (await handlers()).search(request),
    searchServer: async (request) => (await handlers()).searchServer(request),
    message: async (request) => (await handlers()).message(request),
    recipients: async (request) => (await handlers()).recipients(request),
    protection: async (request) => (await handlers()).protection(request),
    sign: async (request) => (await handlers()).sign(request),
    folderOf: async (request) => (await handlers()).folderOf(request),
    conversation: async (request) => (await handlers()).conversation(request),
    keepFiles: async (request) => (await handlers()).keepFiles(request),
  };
};

/** mailBodyRoute(), whose code comes with the first request. */
export const deferredMailBodyRoute =
  (options: Pick<MailHandlersOptions, 'store' | 'reader'>): ServeHandler =>
  async (request) =>
    (await bodyModule()).mailBodyRoute(options)(request);
