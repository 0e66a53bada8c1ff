/**
 * Every event of HQ's log, and what it means to an operator. Beside it stand ids and closed codes alone: `device` is a laptop's name,
 * `officer` a staff id, `field` one of the configuration, `fault` an error's class and code.
 */
export const logEvents = {
  laptopConnected: 'a laptop is connected to the gateway (`device`)',
  officerConnected: 'an officer’s shift is connected to the systems (`officer`, `device`)',
  connectionRefused: 'a certificate was not let in (`code`; `device` or `officer` where HQ issued it)',
  shiftInOtherTunnel: 'a shift certificate came through another laptop’s tunnel (`device`, `tunnel`): lock both laptops',
  laptopEnrolled: 'a laptop enrolled with a one-time code (`device`)',
  enrolmentRefused: 'a code was not taken (`device` as it was typed)',
  shiftBegun: 'an officer has a shift certificate (`officer`, `device`)',
  shiftRefused: 'a card was given none (`device`, `code`)',
  recordsSetAside: 'a laptop could not read records of a feed (`device`, `system`, `kind`, `reason`, `count`)',
  releaseHeld: 'a release failed on too many laptops and is held (`version`, `failed`, `took`)',
  policyRefused: 'a new policy file does not hold; the last one stays in force (`code`)',
  policyUnread: 'the policy file could not be read; it is tried again (`fault`)',
  codeListTaken: 'a signed list of codes is out (`name` of its file)',
  codeListRefused: 'a signed list does not hold (`name`, `code`)',
  codeListUnread: 'a signed list could not be read; it is tried again (`name`, `fault`)',
  codeListsUnread: 'the folder of signed lists could not be read (`fault`)',
  listRefused: 'a revocation list does not hold; the last one stays (`field`, `code` or `fault`)',
  endsSoon: 'a certificate or a revocation list ends in 30, 7 or 1 days (`field`, `days`)',
  ended: 'a certificate or a revocation list has ended (`field`)',
  reloaded: 'certificates were read anew (SIGHUP)',
  reloadRefused: 'what was to be read anew does not hold; HQ goes on with what it has (`field` or `fault`; `NewKey`: a restart is needed)',
  authorityFileFailed: 'shiftAuthorityFile could not be written, or its mail server not told (`fault`)',
  shareKeyNotDestroyed: 'the disk refused to destroy a key; it is tried again (`fault`)',
  sharesSealed: 'device shares from an older version were sealed (`laptops`)',
  leasesNotRewritten: 'their table could not be rewritten (`fault`)',
  lastSeenFailed: 'when a laptop was seen could not be noted (`fault`)',
  requestFailed: 'a request ended in an error of HQ’s (`fault`)',
  gateFailed: 'a connection could not be judged; it is asked to try later (`fault`)',
  housekeepingFailed: 'tidying up failed; it is tried again (`fault`)',
  watchFailed: 'a question of the watching could not be answered (`fault`)',
} as const;
export type LogEvent = keyof typeof logEvents;

/** The events as a table for docs/operations.md. */
export const logEventTable = (): string =>
  ['| event | what it means |', '| --- | --- |', ...Object.entries(logEvents).map(([event, means]) => `| \`${event}\` | ${means} |`)].join(
    '\n',
  );
