import { type Fetched, NOT_FETCHED } from '../../contracts/ipc/fetched.ts';
import { ok, type Result } from '../../contracts/result.ts';

/** The part of a list, which main answers whole, that a page of it shows. */
export const pageOfAll = <Row, Code extends string>(answer: Result<Fetched<readonly Row[]>, Code>, offset: number, limit: number) => {
  if (!answer.ok) return answer;
  if (!answer.value.known) return ok(NOT_FETCHED);
  const all = answer.value.value;
  return ok({ known: true as const, value: { rows: all.slice(offset, offset + limit), total: all.length } });
};
