/** A calendar day (ISO 8601) as officers write it: 14/12/2026. What is no such day stays as it is. */
export const writtenDay = (day: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? day.split('-').reverse().join('/') : day);
