/** The longest registration that a log or a report holds, its space included. */
export const REGISTRATION_LENGTH = 12;
const REGISTRATION = /^[A-Z0-9]{1,8}(?: [A-Z0-9]{1,4})?$/;

/** Whether it is a registration as it is written in a log, in capitals, all of it or in part: PK09. Apart from the schemas, which the page does not carry. */
export const isRegistration = (text: string): boolean => text.length <= REGISTRATION_LENGTH && REGISTRATION.test(text);
