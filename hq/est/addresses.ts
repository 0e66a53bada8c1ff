import { isIPv6 } from 'node:net';

/** A /64 is the least that a site is given (RFC 6177). An IPv4 address, also one written as IPv6 (RFC 4291 §2.5.5.2), stands for itself. */
export const networkOf = (address: string): string => {
  const v4 = v4Of(address);
  return v4 ?? groupsOf(address).slice(0, 4).join(':');
};

/** What one customer of a network operator may have: a /48 of IPv6 (RFC 6177), 256 addresses of IPv4. */
export const blockOf = (address: string): string => {
  const v4 = v4Of(address);
  return v4 === undefined ? groupsOf(address).slice(0, 3).join(':') : v4.replace(/\.\d+$/, '');
};

const v4Of = (address: string): string | undefined => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? (isIPv6(address) ? undefined : address);
};

const groupsOf = (address: string): readonly string[] => {
  const [before = '', after] = address.replace(/%.*/, '').split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const groups = after === undefined ? head : [...head, ...Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  return groups.map((group) => Number.parseInt(group, 16).toString(16));
};
