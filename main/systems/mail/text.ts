/** Limits of contracts/domain/mail.ts: what is longer is cut, not refused. */
export const NAME_LENGTH = 300;
export const ADDRESS_LENGTH = 320;
export const SUBJECT_LENGTH = 1000;

/** Control characters, and the marks that reverse the reading direction: they let a sender's name pretend to be another. */
const NOT_PRINTED = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** One printable line of at most `length` characters, never cut inside a character. */
export const cleanLine = (text: string, length: number): string =>
  cutText(
    text
      .slice(0, length * 4)
      .replace(NOT_PRINTED, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    length,
  );

/** Text of several lines: line ends as \n; control characters that no screen should be given are gone; at most `length` characters. */
export const printable = (text: string, length: number): string =>
  cutText(
    text
      .slice(0, length)
      .replace(/\r\n?/g, '\n')
      .replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim(),
    length,
  );

/** At most `length` UTF-16 units, without half a surrogate pair at the end, well formed throughout. */
export const cutText = (text: string, length: number): string => {
  const whole = text.length <= length ? text : text.slice(0, length);
  return (/[\ud800-\udbff]$/.test(whole) && text.length > length ? whole.slice(0, -1) : whole).toWellFormed();
};

/** A percent-encoded address as it is meant; as it stands where it is none. */
export const decodeAddress = (written: string): string => {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
};
