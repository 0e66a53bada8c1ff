/** "+44 7700 900127", "+44 (0)7700 900127", "0044 7700 900127" and "07700-900127" are one number: 07700900127. */
export const telephoneKey = (number: string): string => number.replace(/[^0-9+]/g, '').replace(/^(?:\+|00)440?/, '0');
