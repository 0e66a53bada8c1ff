import type { ImapFlow } from 'imapflow';
import { FOLDERS } from '../limits.ts';
import type { RemoteFolder, SpecialFolder } from '../messages.ts';
import { cleanLine, NAME_LENGTH } from '../text.ts';

/** Limit of contracts/domain/mail.ts; a folder with a longer path is left out, since a cut path names another folder. */
const PATH_LENGTH = 500;

const SPECIAL: Readonly<Record<string, SpecialFolder>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Drafts': 'drafts',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Archive': 'archive',
};

/** Every selectable folder with its counts, in one round trip where the server knows LIST-STATUS (RFC 5819). */
export const listFolders = async (client: ImapFlow): Promise<readonly RemoteFolder[]> => {
  const listed = await client.list({
    statusQuery: { messages: true, unseen: true, uidNext: true, uidValidity: true, highestModseq: true },
  });
  return listed
    .filter((folder) => !folder.flags.has('\\Noselect') && !folder.flags.has('\\NonExistent') && folder.path.length <= PATH_LENGTH)
    .slice(0, FOLDERS)
    .map((folder) => {
      const special = folder.specialUse === undefined ? undefined : SPECIAL[folder.specialUse];
      return {
        path: folder.path,
        name: special === 'inbox' ? 'Inbox' : cleanLine(folder.name, NAME_LENGTH),
        special,
        uidValidity: Number(folder.status?.uidValidity ?? 0),
        uidNext: folder.status?.uidNext ?? 0,
        modseq: folder.status?.highestModseq?.toString(),
        unread: folder.status?.unseen ?? 0,
        total: folder.status?.messages ?? 0,
      };
    });
};
