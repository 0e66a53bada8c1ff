import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Which file imports which, types included; paths from the repository's root. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const SPECIFIER = /(?:\bfrom\s+|\bimport\s*\(?\s*|\bdeclare\s+module\s+)'(\.[^']+)'/g;

/** Reads the relative imports, static and dynamic, of every TypeScript file below `folder`; what leads out of the folder is left out. */
export const importsOf = (root: string, folder: string): Imports => {
  const files = globSync('**/*.{ts,tsx}', { cwd: join(root, folder) }).map((file) => join(folder, file));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      const targets = [...text.matchAll(SPECIFIER)].map(([, path = '']) => relative(root, join(root, dirname(file), path)));
      return [file, [...new Set(targets)].filter((target) => known.has(target))];
    }),
  );
};

/** The same between rooms: the folders (or single files) directly below the top one. */
export const roomsOf = (imports: Imports): Imports => {
  const roomOf = (file: string): string => file.split('/')[1] ?? file;
  const rooms = new Map<string, Set<string>>();
  for (const [file, targets] of imports) {
    const from = roomOf(file);
    const to = rooms.get(from) ?? new Set();
    rooms.set(from, to);
    for (const target of targets) if (roomOf(target) !== from) to.add(roomOf(target));
  }
  return new Map([...rooms].map(([room, targets]) => [room, [...targets]]));
};

/** Every set of nodes that import one another, directly or not (Tarjan's strongly connected components of two or more). */
export const circlesOf = (imports: Imports): readonly (readonly string[])[] => {
  const order = new Map<string, number>();
  const path: string[] = [];
  const circles: string[][] = [];
  const visit = (node: string): number => {
    const own = order.size;
    order.set(node, own);
    let low = own;
    path.push(node);
    for (const target of imports.get(node) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (path.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === own) {
      const circle = path.splice(path.indexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const node of imports.keys()) if (!order.has(node)) visit(node);
  return circles;
};
