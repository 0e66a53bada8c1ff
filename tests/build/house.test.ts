import { globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { domains } from '../../contracts/ipc/index.ts';
import { circlesOf, importsOf, roomsOf } from './imports.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The rooms of main from the ground up: a room imports from those before it and from no other. */
const MAIN = ['platform', 'store', 'audit', 'card', 'device', 'sync', 'systems', 'session', 'fleet', 'app'];

describe('the structure', () => {
  it.each(['contracts', 'pki', 'native', 'main', 'preload', 'renderer', 'hq'])('has no circle of files in %s', (folder) => {
    expect(circlesOf(importsOf(ROOT, folder))).toEqual([]);
  });

  it.each(['main', 'renderer', 'hq'])('has no rooms of %s that import one another', (folder) => {
    expect(circlesOf(roomsOf(importsOf(ROOT, folder)))).toEqual([]);
  });

  it('has no panes that import one another', () => {
    const panes = [...importsOf(join(ROOT, 'renderer'), 'panes')].filter(([file]) => file !== 'panes/index.ts');
    expect(circlesOf(roomsOf(new Map(panes)))).toEqual([]);
  });

  it.each(Object.keys(domains))('has the handlers of the IPC domain %s in the folder of its name', (domain) => {
    const folder = domain.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(globSync(`**/${folder}/handlers.ts`, { cwd: join(ROOT, 'main') })).toHaveLength(1);
  });

  it('has the rooms of main that the plan names, and none imports from a room above it', () => {
    const rooms = readdirSync(join(ROOT, 'main')).filter((name) => name !== 'tsconfig.json');
    expect(rooms.toSorted()).toEqual(MAIN.toSorted());
    const upwards = [...roomsOf(importsOf(ROOT, 'main'))].flatMap(([from, targets]) =>
      targets.filter((to) => MAIN.indexOf(to) > MAIN.indexOf(from)).map((to) => `${from} -> ${to}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe('the reading of imports', () => {
  const written = (files: Readonly<Record<string, string>>): string => {
    const root = mkdtempSync(join(tmpdir(), 'mobile-office-house-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return root;
  };

  it('sees static, type-only, dynamic, side-effect and re-exporting imports', () => {
    const root = written({
      'house/a.ts': "import { b } from './b.ts';\nimport type { C } from './rooms/c.ts';",
      'house/b.ts': "export * from './d.ts';\nconst late = () => import('./rooms/c.ts');",
      'house/rooms/c.ts': "import '../d.ts';",
      'house/d.ts': "import { join } from 'node:path';",
    });
    expect(Object.fromEntries(importsOf(root, 'house'))).toEqual({
      'house/a.ts': ['house/b.ts', 'house/rooms/c.ts'],
      'house/b.ts': ['house/d.ts', 'house/rooms/c.ts'],
      'house/rooms/c.ts': ['house/d.ts'],
      'house/d.ts': [],
    });
  });

  it('finds a circle of two files, of three, and of rooms whose files make none', () => {
    const root = written({
      'house/one/a.ts': "import './b.ts';",
      'house/one/b.ts': "import './a.ts';",
      'house/two/c.ts': "import './d.ts';",
      'house/two/d.ts': "import './e.ts';",
      'house/two/e.ts': "import type { C } from './c.ts';\nimport '../three/f.ts';",
      'house/three/f.ts': '',
      'house/three/g.ts': "import '../two/h.ts';",
      'house/two/h.ts': '',
    });
    const imports = importsOf(root, 'house');
    const circles = circlesOf(imports)
      .map((circle) => circle.join(' '))
      .toSorted();
    expect(circles).toEqual(['house/one/a.ts house/one/b.ts', 'house/two/c.ts house/two/d.ts house/two/e.ts']);
    expect(circlesOf(roomsOf(imports))).toEqual([['three', 'two']]);
  });
});
