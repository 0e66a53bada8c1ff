import type { z } from 'zod';
import { faultOfJson } from '../../contracts/json.ts';
import { HttpError } from './answer.ts';
import type { Asked } from './asked.ts';

/** A JSON body of the schema. Throws HttpError 400 Malformed, 413 past maxBytes, 408. */
export const jsonBody = async <Schema extends z.ZodType>(
  asked: Pick<Asked, 'body'>,
  maxBytes: number,
  schema: Schema,
): Promise<z.infer<Schema>> => {
  const parsed = schema.safeParse(parseJson(await asked.body(maxBytes)));
  if (!parsed.success) throw new HttpError(400, 'Malformed');
  return parsed.data;
};

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
