import type { CommandRequest, Problem } from '../../contracts/hq/commands.ts';
import type { EmergencyTaken } from '../../contracts/hq/emergency.ts';
import type { System } from '../../contracts/hq/feeds.ts';
import type { Result } from '../../contracts/result.ts';
import type { AttachmentSource } from './blobs/fetch.ts';
import type { BlobService } from './blobs/upload.ts';
import type { FeedLine } from './line.ts';

export type CommandAnswer =
  /** `allottedId`: the number of what is new. */
  | { readonly kind: 'done'; readonly version: number; readonly allottedId?: string }
  | { readonly kind: 'conflict'; readonly version: number; readonly data: unknown }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** HQ was reached, and answered with a fault of its own or with what is no answer to this command: it is said again later. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** HQ has not what the command carries: it goes out again after that. */
  | { readonly kind: 'blobsMissing' }
  /** No answer, or "not now": say it again later under the same key. */
  | { readonly kind: 'unknown' };

/** What became of a call for help. NotTaken: HQ said no. NotAnswered: nobody knows that HQ has it, and nothing of it waits. */
type EmergencyAnswer = Result<EmergencyTaken, 'NotTaken' | 'NotAnswered'>;

export type CallForHelp = (callSign: string) => Promise<EmergencyAnswer>;

/** HQ's systems as the sync room sees them: TLS with the shift certificate inside a tunnel stream. Made anew at each sign-in. */
export interface Services {
  /**
   * One page of a change feed, line by line, already parsed; in place of a line that cannot be read, why. Rejects when the link breaks
   * before the cursor line.
   */
  changes(system: System, cursor: string, signal: AbortSignal): AsyncIterable<FeedLine>;
  /** Calls back at every notification until the link breaks (resolves) or the signal aborts. */
  changeNotifications(system: System, onChangeNotification: () => void, signal: AbortSignal): Promise<void>;
  command(system: System, key: string, request: CommandRequest, signal: AbortSignal): Promise<CommandAnswer>;
  close(): Promise<void>;
  /** Where attachments go; without it what carries any waits. */
  readonly blobs?: BlobService;
  /** Where attachments come from; without it none does. */
  readonly attachments?: AttachmentSource;
}
