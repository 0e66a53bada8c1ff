import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runEnrolment } from '../../main/app/enrol-command.ts';
import { testSecrets } from '../doubles/network/secrets.ts';
import { type PostgresServer, postgresFolder, startPostgres } from './support/postgres.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
/** The section of the document, and what stands between its fences. */
const section = /\n## The first hour\n([\s\S]*?)\n## /.exec(readFileSync(join(ROOT, 'docs/operations.md'), 'utf8'))?.[1] ?? '';
const fenced = (language: string): readonly string[] =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
/** One a line; a line that ends in a backslash goes on in the next. */
const commands = fenced('sh').flatMap((block) =>
  block
    .replace(/\\\n\s*/g, '')
    .trim()
    .split('\n'),
);

const bin = postgresFolder();
describe.skipIf(bin === undefined)('the first hour of docs/operations.md (needs Debian package postgresql)', () => {
  let folder: string;
  let server: PostgresServer;
  let serving: ChildProcess | undefined;
  beforeAll(async () => {
    if (bin === undefined) return;
    folder = mkdtempSync(join(tmpdir(), 'first-hour-'));
    server = await startPostgres(bin);
  });
  afterAll(async () => {
    if (serving?.exitCode === null) {
      const ended = once(serving, 'exit');
      serving.kill('SIGTERM');
      await ended;
    }
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (path: string): string => join(folder, path);
  const edit = (file: string, change: (value: Record<string, unknown>) => object): void =>
    writeFileSync(at(file), JSON.stringify({ ...JSON.parse(readFileSync(at(file), 'utf8')), ...change({}) }));
  const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}` };
  const run = (line: string): string => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: ROOT, env, encoding: 'utf8' });
    expect([line, status, stderr]).toEqual([line, 0, expect.anything()]);
    return stdout;
  };
  const serve = async (line: string) => {
    // npm passes no signal on where a shell stands between.
    const [, ...args] = line.split(' -- ');
    serving = spawn(process.execPath, [join(ROOT, 'hq/mobile-office-hq.ts'), ...args.join(' ').split(' ')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (serving.stdout === null) throw new Error('nothing to read');
    for await (const answer of createInterface({ input: serving.stdout })) return JSON.parse(answer).ports;
    throw new Error('HQ ended before it was ready');
  };

  it('can be done as it stands: from nothing to a laptop that is known to HQ', async () => {
    expect(commands.length).toBeGreaterThan(7);
    const url = await server.createDatabase();
    let code = '';
    const said: string[] = [];
    for (const written of commands) {
      const line = written
        .replaceAll('/srv/mobile-office-hq', folder)
        .replaceAll('postgres://mobile-office-hq@/hq?host=/var/run/postgresql', url)
        .replaceAll('officers.csv', at('officers.csv'))
        .replaceAll('ABCDE-23456', code);
      if (line.includes(' serve ')) {
        const ports = await serve(line);
        edit('client.json', () => ({ sites: [{ name: 'HQ', host: '127.0.0.1', port: ports.gateway, enrolmentPort: ports.enrolment }] }));
        continue;
      }
      if (line.startsWith('mobile-office ')) {
        const [, given = '', device = ''] = /^mobile-office --enrol (\S+) --device (\S+)$/.exec(line) ?? [];
        // A laptop has these two files of the force's folder, and no other.
        mkdirSync(at('laptop-configuration'));
        for (const name of ['client.json', 'root.pem']) copyFileSync(at(name), at(`laptop-configuration/${name}`));
        const options = {
          configFile: at('laptop-configuration/client.json'),
          dataFolder: at('laptop'),
          secrets: testSecrets(),
          order: { code: given, device },
        };
        expect([await runEnrolment({ ...options, say: (words) => void said.push(words) }), said]).toEqual([
          0,
          [expect.stringContaining(`${device} is known to HQ`)],
        ]);
        continue;
      }
      const answer = run(line);
      if (line.includes(' init ')) {
        edit('hq.json', () => ({ listen: { host: '127.0.0.1', gateway: 0, enrolment: 0, services: 0 } }));
        for (const text of fenced('csv')) writeFileSync(at('officers.csv'), text);
      }
      code = /^[A-Z2-9]{5}-[A-Z2-9]{5}$/m.exec(answer)?.[0] ?? code;
    }
    expect(said).toHaveLength(1);
    const hq = (command: string) =>
      spawnSync(process.execPath, [join(ROOT, 'hq/mobile-office-hq.ts'), ...command.split(' ')], { encoding: 'utf8' });
    const again = hq(`code ${at('hq.json')} LAP-0002 --first`);
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('has enrolled already')]);
    const status = hq(`policy status ${at('hq.json')}`);
    expect(status.stdout).toContain('version 1 is in force\nnone reported: 1 laptops');
    const audit = hq(`audit prove ${at('hq.json')}`);
    expect(audit.stdout).toMatch(/^whole, \d+ entries/);
    expect(
      hq(`officer list ${at('hq.json')} ict`)
        .stdout.trim()
        .split('\n'),
    ).toHaveLength(2);
    const moved = hq(`officer move ${at('hq.json')} RP4127 --team Oakham-Nights --callSign RD1 --dry-run`);
    expect(moved.stdout).toContain('RP4127: team, callSign\n1 of 1 officers would change; nothing was written');
    expect(hq(`officer end ${at('hq.json')} RP4127`).status).toBe(0);
    expect(hq(`officer list ${at('hq.json')} RP4127`).stdout).toContain('\trevoked\t');
  });
});
