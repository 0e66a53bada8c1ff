import { HttpError } from './answer.ts';
import type { Asked } from './asked.ts';

/** One row of a server's table of contents; `{system}` stands for one segment of the path. */
export interface Route<Handle> {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly handle: Handle;
}

/** The route for a request and the segments it names. Throws HttpError 404, or 405 when the path has other methods. */
export const routeOf = <Handle>(
  routes: readonly Route<Handle>[],
  asked: Pick<Asked, 'method' | 'path'>,
): { readonly handle: Handle; readonly segments: Readonly<Record<string, string>> } => {
  let found = false;
  for (const route of routes) {
    const segments = match(route.path, asked.path);
    if (segments === undefined) continue;
    found = true;
    if (route.method === asked.method) return { handle: route.handle, segments };
  }
  throw found ? new HttpError(405, 'MethodNotAllowed') : new HttpError(404, 'NotFound');
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
