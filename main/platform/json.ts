import { faultOfJson } from '../../contracts/json.ts';

/** Bytes from outside as JSON in UTF-8, no deeper than anything of ours; undefined for anything else. All such bytes are read by this. */
export const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return faultOfJson(value) === 'TooDeep' ? undefined : value;
  } catch {
    return undefined;
  }
};
