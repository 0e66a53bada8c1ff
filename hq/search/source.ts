import type { Officer } from '../../contracts/domain/officer.ts';
import type { HqResult } from '../../contracts/hq/search.ts';

/** A question, in the name of an officer whom the shift certificate has proved. Who may see what is the source's to decide. */
export interface SourceQuery {
  readonly text: string;
  readonly officer: Officer;
  readonly device: string;
}

export interface SourceAnswer {
  readonly results: readonly Omit<HqResult, 'source'>[];
  /** There are more than these. */
  readonly more: boolean;
}

/** A system that HQ's search asks. One file a source, in the list in sources.ts. */
export interface SearchSource {
  /** As officers call it: "SLEUTH". */
  readonly name: string;
  /** What it holds, said where nothing was found. */
  readonly holds: string;
  /** Whether officers of any role that is theirs may ask it. */
  readonly mayAsk: (officer: Officer) => boolean;
  /** At most MOST_RESULTS. Rejects when it cannot answer; what it gives after `signal` aborts is not waited for. */
  readonly search: (query: SourceQuery, signal: AbortSignal) => Promise<SourceAnswer>;
}

/** Of one source. Who needs more says more. */
export const MOST_RESULTS = 25;
