import { z } from 'zod';
import { instant, shortText } from './common.ts';

/** The program's own version: three numbers (semver.org) and nothing after them. */
export const programVersion = z.string().regex(/^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/);

/** Numbers with dots between them, compared one by one from the left; a number that is missing is 0. Below 0: `one` is the lower. */
export const compareVersions = (one: string, other: string): number => {
  const [left, right] = [one, other].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** What a release is built for, and the kind of its package: the extension is the kind's. */
const packages = { 'linux-x64': '.deb', 'win32-x64': '.exe' } as const;
export const releasePlatform = z.enum(['linux-x64', 'win32-x64']);
export type ReleasePlatform = z.infer<typeof releasePlatform>;
/** ".deb" of dpkg, ".exe" of NSIS. */
export const packageExtension = (platform: ReleasePlatform): (typeof packages)[ReleasePlatform] => packages[platform];

/** pilot: for the laptops that the policy names. general: for all. The same version may be signed again for the next stage. */
export const releaseStage = z.enum(['pilot', 'general']);
export type ReleaseStage = z.infer<typeof releaseStage>;

/** Of a file, hexadecimal. */
export const sha512 = z.string().regex(/^[0-9a-f]{128}$/);

/** Electron's packages are some 110 MiB; this leaves room and bounds what a laptop's disk may be filled with. */
export const MAX_RELEASE_BYTES = 512 * 1024 * 1024;

/**
 * A release of the program: the content of a CMS SignedData by the force's release certificate (issued by the root, extended key usage
 * id-kp-codeSigning). A laptop of yesterday reads it: fields may be added, none may go.
 */
export const release = z
  .object({
    force: shortText,
    version: programVersion,
    platform: releasePlatform,
    stage: releaseStage,
    /** The package's name, for people: a name and no path. */
    file: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/)
      .max(100),
    bytes: z.number().int().min(1).max(MAX_RELEASE_BYTES),
    sha512,
    /** The operating system's own number, as Node's os.release() begins: "10.0.19045", "6.1". */
    minimumSystem: z.string().regex(/^\d{1,6}(\.\d{1,6}){0,3}$/),
    /** What HQ must speak at least (PROTOCOL) for this release to work with it. */
    minimumProtocol: z.number().int().min(1).max(10_000),
    publishedAt: instant,
    expiresAt: instant,
  })
  .refine(({ platform, file }) => file.endsWith(packages[platform]), { error: 'not a package for that platform', path: ['file'] });
export type Release = z.infer<typeof release>;

/**
 * Why a version did not come to run on a laptop. NoRoom: the disk has none for it. NotAsSigned: what lay here was not what the force signed.
 * WrongPublisher: Windows does not know the package's publisher, or another one signed the program that runs. NotInstalled: the installer did
 * not take it, or was begun twice and the old version still runs. NotStarted: it was started several times and never got to prove itself.
 * SelfTestFailed: it runs, and does not pass its own test.
 */
export const updateFault = z.enum(['NoRoom', 'NotAsSigned', 'WrongPublisher', 'NotInstalled', 'NotStarted', 'SelfTestFailed']);
export type UpdateFault = z.infer<typeof updateFault>;

/** Those that speak against the version, and not against one laptop's disk. */
export const versionFaults: readonly UpdateFault[] = ['NotInstalled', 'NotStarted', 'SelfTestFailed'];

/** How a laptop stands with the program's next version, for ICT. Words and not enumerations: a laptop may know more of them than HQ. */
export const updateReport = z.object({
  /** The next version, and how far it is here; absent: nothing newer. */
  next: z.object({ version: programVersion, state: z.string().regex(/^[A-Za-z]{1,20}$/) }).optional(),
  /** The last that went wrong; it stays until that version or a newer one has proved itself. */
  failure: z.object({ version: programVersion, code: z.string().regex(/^[A-Za-z]{1,40}$/), at: instant }).optional(),
});
export type UpdateReport = z.infer<typeof updateReport>;
