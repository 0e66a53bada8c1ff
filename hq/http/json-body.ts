import type { z } from 'zod';
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

/** JSON in UTF-8 as a value; undefined, which no schema of ours takes, for anything else. */
export const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // PostgreSQL's text holds no NUL, and neither does any word of ours.
    return text.includes('\\u0000') ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};
