const SESSION = String.raw`/org/freedesktop/login1/session/\w+: org\.freedesktop\.`;
const ORDER = new RegExp(String.raw`^${SESSION}login1\.Session\.(Lock|Unlock) \(\)$`);
const CHANGED = new RegExp(String.raw`^${SESSION}DBus\.Properties\.PropertiesChanged \('org\.freedesktop\.login1\.Session', (.*)\)$`);

/**
 * What a line of `gdbus monitor` says of the lock screen: logind's order to lock (org.freedesktop.login1(5), Session.Lock), which comes
 * first, or the desktop's word that it has (LockedHint). Of any session: locking once too often is harmless.
 */
export const lockSignal = (line: string): 'lock' | 'unlock' | undefined => {
  const order = ORDER.exec(line)?.[1];
  if (order !== undefined) return order === 'Lock' ? 'lock' : 'unlock';
  const changed = CHANGED.exec(line)?.[1];
  if (changed === undefined || !changed.includes("'LockedHint'")) return undefined;
  return changed.includes("'LockedHint': <false>") ? 'unlock' : 'lock';
};
