/**
 * Places in a message's HTML. Its frame runs no script and has an origin of its own, so that the page can neither scroll it nor ask how
 * long it is: it goes to these. Those past the message's end lead to the end.
 */
export const mailStepId = (step: number): string => `step-${step}`;
export const MAIL_END_ID = 'step-end';
/** Two lines of text: what one arrow key moves. */
export const MAIL_STEP_REM = 3;
/** 4,500 rem, a hundred screens. */
export const MAIL_STEPS = 1500;
