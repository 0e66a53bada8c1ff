import { faultOfJson } from '../../contracts/json.ts';

/**
 * JSON in UTF-8 as a value that can be stored; undefined, which no schema of ours takes, for anything else. All JSON that comes from
 * outside, signed or not, is read by this.
 */
export const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return faultOfJson(value) === undefined ? value : undefined;
  } catch {
    return undefined;
  }
};
