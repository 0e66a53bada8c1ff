import { type Answer, HttpError } from './answer.ts';
import type { Asked } from './asked.ts';

/** One row of a server's table of contents; `{system}` stands for one segment of the path. */
export interface Route<Who> {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** Another place at which it answers (contracts/hq/endpoint.ts). */
  readonly formerPath?: string | undefined;
  handle(asked: Asked, who: Who, segments: Readonly<Record<string, string>>): Promise<Answer>;
}

/** Answers a request by the route that it asks for. Throws HttpError NotFound, or MethodNotAllowed when the path has other methods. */
export const route = <Who>(routes: readonly Route<Who>[], asked: Asked, who: Who): Promise<Answer> => {
  let found = false;
  for (const one of routes) {
    const segments = match(one.path, asked.path) ?? (one.formerPath === undefined ? undefined : match(one.formerPath, asked.path));
    if (segments === undefined) continue;
    found = true;
    if (one.method === asked.method) return one.handle(asked, who, segments);
  }
  throw new HttpError(found ? 'MethodNotAllowed' : 'NotFound');
};

const match = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const segments: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const have = given[index] ?? '';
    if (want.startsWith('{')) segments[want.slice(1, -1)] = have;
    else if (want !== have) return undefined;
  }
  return segments;
};
