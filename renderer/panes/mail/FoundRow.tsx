import type { MailFolder, MailSummary } from '../../../contracts/domain/mail.ts';
import { nameOf } from './FolderMenu.tsx';
import { isMade } from './filing.ts';
import { MailRow } from './MailRow.tsx';

/** A message of a search over all folders. */
export const FoundRow = ({
  message,
  folders,
  now,
  search,
}: {
  readonly message: MailSummary;
  readonly folders: readonly MailFolder[];
  readonly now: Date;
  readonly search: string;
}) => {
  const folder = folders.find(({ path }) => path === message.folder);
  return (
    <MailRow
      message={message}
      made={folder !== undefined && isMade(folder)}
      now={now}
      search={search}
      folder={folder === undefined ? undefined : nameOf(folder)}
    />
  );
};
