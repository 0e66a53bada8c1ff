import type { z } from 'zod';
import { type Commands, commands } from '../../../../contracts/systems/index.ts';
import type { Store } from '../../../store/store.ts';
import type { CommandAnswer } from '../../../sync/services.ts';
import type { Change } from '../adapter/changes.ts';
import type { OpenFolder } from '../adapter/open-folder.ts';
import { done, refused, refusedBy } from '../reasons.ts';
import type { MailService } from '../service.ts';
import { type MessageLocation, uidIn, whereIs } from './where.ts';

/** What is done with a message that there is. */
export type Filing = Exclude<keyof Commands['mail'], 'mail.send'>;
export const isFiling = (command: string): command is Filing => command !== 'mail.send' && Object.hasOwn(commands.mail, command);

interface Ports {
  readonly store: Store;
  readonly service: MailService;
}
interface Wish {
  readonly itemId: string;
  readonly command: Filing;
  readonly payload: unknown;
}
type Payload<Name extends Filing> = z.output<Commands['mail'][Name]>;

/** Does at the server what an officer wants done with a message. Rejects with MailError when the server could not be asked. */
export const fileMessage = async (ports: Ports, wish: Wish): Promise<CommandAnswer> => {
  const location = await whereIs(ports.store, wish);
  if (location === undefined) return isMoot(wish.command) ? done : refused('MessageGone');
  const { command } = wish;
  if (command === 'mail.move') return move(ports, wish, location, (wish.payload as Payload<'mail.move'>).to);
  const { work, so } = changeOf(ports, { ...wish, command });
  return settle(wish, await tryAt(ports, location, work), so);
};

type Work = (open: OpenFolder, uid: number) => Promise<Change>;

/** A change of one message where it lies, and what the store is told once it is so. */
const changeOf = (
  { store }: Ports,
  { itemId: id, command, payload }: Wish & { readonly command: Exclude<Filing, 'mail.move'> },
): { readonly work: Work; readonly so: () => Promise<void> } => {
  switch (command) {
    case 'mail.setSeen': {
      const { seen } = payload as Payload<'mail.setSeen'>;
      return { work: (open, uid) => open.setFlag(uid, '\\Seen', seen), so: () => store.write('mail.seenSet', { id, seen }) };
    }
    case 'mail.setFlagged': {
      const { flagged } = payload as Payload<'mail.setFlagged'>;
      return { work: (open, uid) => open.setFlag(uid, '\\Flagged', flagged), so: () => store.write('mail.flaggedSet', { id, flagged }) };
    }
    case 'mail.erase':
      return { work: (open, uid) => open.erase(uid), so: () => store.write('mail.moved', { id, to: undefined }) };
  }
};

/** Of a message that is gone there is nothing left to do. A flag or a move was wanted for what came of it: that it is not so must be said. */
const isMoot = (command: Filing): boolean => command === 'mail.setSeen' || command === 'mail.erase';

type Outcome = Change | { readonly kind: 'renumbered' } | { readonly kind: 'folderGone' };

/** A move whose answer was lost is found again where it went. */
const move = async (ports: Ports, wish: Wish, location: MessageLocation, to: string): Promise<CommandAnswer> => {
  const here = location.folder === to ? undefined : await tryAt(ports, location, (open, uid) => open.move(uid, to));
  if (here === undefined) return done;
  const outcome = here.kind === 'gone' || here.kind === 'folderGone' ? ((await arrivedAt(ports, to, location.messageId)) ?? here) : here;
  return settle(wish, outcome, async () => {
    const arrived = outcome.kind === 'done' && outcome.arrived !== undefined ? { folder: to, ...outcome.arrived } : undefined;
    await ports.store.write('mail.moved', { id: wish.itemId, to: arrived });
  });
};

const tryAt = async ({ store, service }: Ports, location: MessageLocation, work: Work): Promise<Outcome> => {
  const outcome = await service.inFolder(location.folder, async (open): Promise<Outcome> => {
    const uid = await uidIn(open, location);
    if (typeof uid !== 'number') return { kind: uid };
    const change = await work(open, uid);
    if (change.kind === 'refused') await store.write('mail.folderAccess', { path: location.folder, readOnly: open.readOnly });
    return change;
  });
  return outcome ?? { kind: 'folderGone' };
};

const arrivedAt = async ({ service }: Ports, to: string, messageId: string | undefined): Promise<Outcome | undefined> => {
  if (messageId === undefined) return undefined;
  return service.inFolder(to, async (open): Promise<Outcome | undefined> => {
    const uid = (await open.withMessageId(messageId)).at(-1);
    return uid === undefined ? undefined : { kind: 'done', arrived: { uidValidity: open.uidValidity, uid } };
  });
};

const settle = async ({ command }: Wish, outcome: Outcome, so: () => Promise<void>): Promise<CommandAnswer> => {
  switch (outcome.kind) {
    case 'done':
      await so();
      return done;
    case 'gone':
    case 'folderGone':
      if (!isMoot(command)) return refused(outcome.kind === 'gone' ? 'MessageGone' : 'FolderGone');
      await so();
      return done;
    case 'renumbered':
      return refused('FolderRenumbered');
    case 'refused':
      return refusedBy(outcome.refusal);
  }
};
