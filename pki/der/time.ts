import { type Element, malformed, tags } from './read.ts';
import { encode } from './write.ts';

const form = /^(\d{2,4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/** A Time (RFC 5280 §4.1.2.5): UTCTime of 1950-2049 or GeneralizedTime, in seconds and in Zulu. */
export function readTime({ tag, content }: Element): Date {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  const digits = tag === tags.utcTime ? 13 : tag === tags.generalizedTime ? 15 : 0;
  const match = text.length === digits ? form.exec(text) : null;
  if (!match) throw malformed('time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const fullYear = tag === tags.generalizedTime ? year : year < 50 ? 2000 + year : 1900 + year;
  const time = new Date(0);
  time.setUTCFullYear(fullYear, month - 1, day);
  time.setUTCHours(hour, minute, second);
  // Date rolls 31 February over to March: a time that does not read back as written was none.
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) throw malformed('time');
  return time;
}

/** Writes a Time to the second: UTCTime up to 2049, GeneralizedTime from 2050, as RFC 5280 demands. */
export function writeTime(time: Date): Uint8Array {
  const year = time.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new RangeError('Time out of range');
  const digits = time.toISOString().replace(/[-:T]|\..*$/g, '');
  return year < 2050
    ? encode(tags.utcTime, Buffer.from(`${digits.slice(2)}Z`, 'latin1'))
    : encode(tags.generalizedTime, Buffer.from(`${digits}Z`, 'latin1'));
}
