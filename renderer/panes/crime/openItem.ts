/** What is open in a list: `was`: by which provisional id, where it has its number since; `follow`: it has this number now. */
export interface OpenItem {
  readonly id: string | undefined;
  readonly was: string | undefined;
  readonly follow: (number: string) => void;
}
