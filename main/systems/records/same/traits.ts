import type { SameReason } from '../../../../contracts/ipc/records.ts';

/** What is known of somebody, as far as it tells who they are. */
export interface PersonTraits {
  /** The name and every alias, as written. */
  readonly names: readonly string[];
  /** ISO 8601: a day, a month or a year. */
  readonly born?: string | undefined;
  /** Years, and of which year they were said. */
  readonly age?: { readonly from: number; readonly to: number; readonly inYear: number } | undefined;
  readonly addresses: readonly string[];
  readonly telephones: readonly string[];
  readonly sex?: string | undefined;
}

/** What a comparison says: how heavily, for (above 0) or against, and in which words. */
export interface Compared {
  readonly weight: number;
  readonly reasons: readonly SameReason[];
}

/** What is not known says nothing. */
export const NOTHING: Compared = { weight: 0, reasons: [] };

/** Of several comparisons the one that speaks most for one person. */
export const heaviest = (compared: readonly Compared[]): Compared =>
  compared.reduce((best, next) => (next.weight > best.weight ? next : best), compared[0] ?? NOTHING);
