/** CMCStatus (RFC 5272 §6.1.3): those that this program sends and understands. */
export const cmcStatuses = { success: 0, failed: 2 } as const;

export type CmcStatus = keyof typeof cmcStatuses;

/** CMCFailInfo (RFC 5272 §6.1.4), by name. */
export const cmcFailInfos = {
  badAlg: 0,
  badMessageCheck: 1,
  badRequest: 2,
  badTime: 3,
  badCertId: 4,
  unsupportedExt: 5,
  mustArchiveKeys: 6,
  badIdentity: 7,
  popRequired: 8,
  popFailed: 9,
  noKeyReuse: 10,
  internalCAError: 11,
  tryLater: 12,
  authDataFail: 13,
} as const;

export type CmcFailInfo = keyof typeof cmcFailInfos;

/** The name of a number in one of the tables above. */
export function nameOf<Name extends string>(table: Readonly<Record<Name, number>>, value: number): Name | undefined {
  for (const name in table) if (table[name] === value) return name;
  return undefined;
}
