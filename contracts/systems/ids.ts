/**
 * Every system behind the panes, and what brings its items to the laptop: HQ's change feed, or IMAP. The one list of systems: every other
 * derives from it. No schemas here, since the window reads it too.
 */
const fedBy = {
  storm: 'changes',
  crime: 'changes',
  people: 'changes',
  records: 'changes',
  missing: 'changes',
  statements: 'changes',
  exhibits: 'changes',
  briefing: 'changes',
  video: 'changes',
  caseFiles: 'changes',
  mail: 'imap',
} as const;

export type SystemId = keyof typeof fedBy;
export type FeedSystemId = { readonly [S in SystemId]: (typeof fedBy)[S] extends 'changes' ? S : never }[SystemId];
/** What may change under a shown answer: a system's rows, what waits to be sent, what was begun and not sent, or where attachments are. */
export type ChangeTopic = SystemId | 'outbox' | 'drafts' | 'blobs';

export const systemIds = Object.keys(fedBy) as readonly SystemId[];
/** Those that publish a change feed (contracts/hq/feeds.ts). */
export const feedSystemIds = systemIds.filter((id): id is FeedSystemId => fedBy[id] === 'changes');
export const changeTopics: readonly ChangeTopic[] = [...systemIds, 'outbox', 'drafts', 'blobs'];
