/** First and last byte, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header (RFC 9110 §14.1.2) asks of `length` bytes: `whole` where there is none, or one that is to be ignored (§14.2: another
 * unit, a list, not of the grammar); `unsatisfiable` where there is nothing there.
 */
export const rangeOf = (header: string | null, length: number): ByteRange | 'whole' | 'unsatisfiable' => {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (from === '' && to === '') return 'whole';
  if (from === '') {
    const suffix = Number(to);
    return suffix === 0 || length === 0 ? 'unsatisfiable' : { first: Math.max(0, length - suffix), last: length - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return 'whole';
  if (first >= length) return 'unsatisfiable';
  return { first, last: Math.min(to === '' ? length - 1 : Number(to), length - 1) };
};
