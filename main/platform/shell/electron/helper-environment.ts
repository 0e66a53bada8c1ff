/** What any process needs to run. */
const ANYWHERE = ['PATH', 'LANG'] as const;
const LINUX = ['XDG_RUNTIME_DIR'] as const;
/** Windows' own, and what vendors' card modules expand to find their files, settings and logs. None is a secret. */
const WINDOWS = [
  'SystemRoot',
  'windir',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
  'TEMP',
  'TMP',
  'ProgramData',
  'ALLUSERSPROFILE',
  'PUBLIC',
  'ProgramFiles',
  'ProgramFiles(x86)',
  'ProgramW6432',
  'CommonProgramFiles',
  'CommonProgramFiles(x86)',
  'CommonProgramW6432',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
  'HOMEDRIVE',
  'HOMEPATH',
  'USERNAME',
  'USERDOMAIN',
  'COMPUTERNAME',
  'OS',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
] as const;

/** The environment of a helper: what it needs to run, and what is given. Never empty: to Electron that means "all of ours". */
export const helperEnvironment = (
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  given: Readonly<Record<string, string>>,
): Record<string, string> => {
  const names = [...ANYWHERE, ...(platform === 'win32' ? WINDOWS : LINUX)];
  return { NODE_ENV: 'production', ...Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : []))), ...given };
};
