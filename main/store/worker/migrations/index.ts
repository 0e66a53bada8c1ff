import { firstTables } from './0001-first-tables.ts';
import { place } from './0002-place.ts';
import { setAside } from './0003-set-aside.ts';
import { createdItems } from './0004-created-items.ts';
import { drafts } from './0005-drafts.ts';
import { blobs } from './0006-blobs.ts';
import { formerKeys } from './0007-former-keys.ts';
import { knownDrafts } from './0008-known-drafts.ts';
import { logHistory } from './0009-log-history.ts';
import { mailCommands } from './0010-mail-commands.ts';
import { mailCertificates } from './0011-mail-certificates.ts';
import { fetchedBlobs } from './0012-fetched-blobs.ts';
import { mailRecipients } from './0013-mail-recipients.ts';
import { mailAttachmentNames } from './0014-mail-attachment-names.ts';
import { search } from './0015-search.ts';
import { personsInReports } from './0016-persons-in-reports.ts';
import { mailNames } from './0017-mail-names.ts';
import { refusedField } from './0018-refused-field.ts';
import { things } from './0019-things.ts';
import { sentLater } from './0020-sent-later.ts';
import { clips } from './0021-clips.ts';
import { taskGivenAway } from './0022-task-given-away.ts';
import { conversations } from './0023-conversations.ts';
import { mailThreads } from './0024-mail-threads.ts';
import { raisedAlerts } from './0025-raised-alerts.ts';

/** The SQL that takes the store from the version before to its own; its place in the list, from 1, is the version. */
export type Migration = string;

/** Append only: a step that a laptop may have taken is never changed. */
export const migrations: readonly Migration[] = [
  firstTables,
  place,
  setAside,
  createdItems,
  drafts,
  blobs,
  formerKeys,
  knownDrafts,
  logHistory,
  mailCommands,
  mailCertificates,
  fetchedBlobs,
  mailRecipients,
  mailAttachmentNames,
  search,
  personsInReports,
  mailNames,
  refusedField,
  things,
  sentLater,
  clips,
  taskGivenAway,
  conversations,
  mailThreads,
  raisedAlerts,
];
