import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../json.ts';

/** Windows may ask the internet whether a certificate was revoked, and there is none: it gives up by itself after 15 s. */
const POWERSHELL_MS = 60_000;
const MAX_ANSWER_BYTES = 64 * 1024;

/** What `Get-AuthenticodeSignature` says of one file: SignatureStatus by its name, the signer's distinguished name. */
const signature = z.object({ path: z.string(), status: z.string(), subject: z.string().nullable() });
const signatures = z.tuple([signature, signature]);

/** The files come as variables and not in the text: no path can become a command. */
const SCRIPT = [
  "$ErrorActionPreference = 'Stop'",
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  'ConvertTo-Json -Compress -InputObject @(foreach ($file in @($env:MO_PROGRAM, $env:MO_PACKAGE)) {',
  '  $found = Get-AuthenticodeSignature -LiteralPath $file',
  '  [pscustomobject]@{ path = $found.Path; status = [string]$found.Status; subject = $found.SignerCertificate.Subject }',
  '})',
].join('\n');

/**
 * Whether Windows holds both signatures for valid, and the package's signer has the very name of whoever signed the program that runs.
 * An unsigned program, a PowerShell that may not run or answers otherwise, another file: false. Never rejects.
 */
export const isOfOurPublisher = async (ports: {
  readonly program: string;
  readonly file: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly powershell?: string;
}): Promise<boolean> => {
  const { program, file, env = process.env } = ports;
  // By its place and not by a path that whoever starts the program may have set; the same of where it looks for modules.
  const system = win32.isAbsolute(env.SystemRoot ?? '') ? (env.SystemRoot as string) : 'C:\\Windows';
  const powershell = ports.powershell ?? win32.join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const answer = await new Promise<string | undefined>((resolve) => {
    execFile(
      powershell,
      ['-NoLogo', '-NoProfile', '-NonInteractive', '-InputFormat', 'None', '-Command', SCRIPT],
      {
        timeout: POWERSHELL_MS,
        maxBuffer: MAX_ANSWER_BYTES,
        windowsHide: true,
        env: { SystemRoot: system, windir: system, PATH: win32.join(system, 'System32'), MO_PROGRAM: program, MO_PACKAGE: file },
      },
      (error, stdout) => resolve(error === null ? stdout : undefined),
    );
  });
  return answer !== undefined && isSamePublisher(answer, { program, file });
};

/** Reads PowerShell's answer, whatever it is. */
export const isSamePublisher = (answer: string, { program, file }: { readonly program: string; readonly file: string }): boolean => {
  const parsed = signatures.safeParse(parseJson(Buffer.from(answer.trim())));
  if (!parsed.success) return false;
  const [ours, theirs] = parsed.data;
  const isAbout = (one: typeof ours, path: string): boolean => win32.normalize(one.path) === win32.normalize(path);
  if (!isAbout(ours, program) || !isAbout(theirs, file)) return false;
  if (ours.status !== 'Valid' || theirs.status !== 'Valid') return false;
  return ours.subject !== null && ours.subject !== '' && ours.subject === theirs.subject;
};
