import type { Destinations } from './connect.ts';

/** The gateway's list from the configuration: authority → "host:port", an IPv6 host in brackets. */
export const destinationsOf = (entries: Readonly<Record<string, string>>): Destinations =>
  new Map(Object.entries(entries).map(([authority, target]) => [authority, splitTarget(target)]));

const splitTarget = (target: string): { readonly host: string; readonly port: number } => {
  const colon = target.lastIndexOf(':');
  return { host: target.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port: Number(target.slice(colon + 1)) };
};
