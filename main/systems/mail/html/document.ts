import { MAIL_END_ID, MAIL_STEP_REM, MAIL_STEPS, mailStepId } from '../../../../contracts/domain/mail-steps.ts';
import type { Appearance } from '../../../../contracts/ipc/session.ts';
import { hasReadableColours } from './readable.ts';

/** How a message is drawn in its frame. */
export type MessageAppearance = Pick<Appearance, 'theme' | 'car'>;

interface Colours {
  readonly scheme: 'light' | 'dark';
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly link: string;
  /** The sender's own colours: kept by day where all can be read in them; at night and in high contrast they would light the car. */
  readonly senders: boolean;
}

/** moSurface, moInk, moInk3, moLineStrong and moAccentText of each theme. */
const colours: Readonly<Record<MessageAppearance['theme'], Colours>> = {
  day: { scheme: 'light', ground: '#FFFFFF', ink: '#101C2C', faint: '#56677D', line: '#76879D', link: '#174B97', senders: true },
  night: { scheme: 'dark', ground: '#0F1722', ink: '#C9D2DD', faint: '#8697AA', line: '#62758D', link: '#8DB4EA', senders: false },
  contrast: { scheme: 'dark', ground: '#000000', ink: '#FFFFFF', faint: '#F0F0F0', line: '#FFFFFF', link: '#6FD3FF', senders: false },
};

/**
 * `sanitised`: pieces of HTML that stand one after the other. The document fetches nothing and runs nothing; its response says so too
 * (body-route.ts).
 */
export const mailDocument = (sanitised: readonly string[], { theme, car }: MessageAppearance): string => {
  const of = colours[theme];
  const html = sanitised.join('\n');
  const senders = of.senders && hasReadableColours(html, of);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="${of.scheme}"><title>Message</title><style>${style({ ...of, senders }, car)}</style></head><body>${steps}${html}</body></html>`;
};

/** Where the page's keys lead (contracts/domain/mail-steps.ts). Before the message, which has no ids of its own. */
const steps = `<div class="steps" aria-hidden="true">${Array.from({ length: MAIL_STEPS }, (_, step) => `<i id="${mailStepId(step)}"></i>`).join('')}<b id="${MAIL_END_ID}"></b></div>`;

const style = ({ scheme, ground, ink, faint, line, link, senders }: Colours, car: boolean): string =>
  [
    `html{font-size:${car ? 20 : 16}px;color-scheme:${scheme};background:${ground}}`,
    `body{position:relative;margin:0;padding:16px 32px 24px;max-width:68ch;color:${ink};font:1rem/1.5 'Atkinson Hyperlegible Next Variable','Atkinson Hyperlegible',system-ui,sans-serif;overflow-wrap:anywhere}`,
    'img,table{max-width:100%}img{height:auto}pre,.plain{white-space:pre-wrap}.plain{margin:0 0 1rem}td,th{overflow-wrap:break-word}',
    `blockquote{margin:0 0 0 4px;padding-left:12px;border-left:2px solid ${line}}`,
    `.link{color:${link};text-decoration:underline;text-underline-offset:2px}`,
    `.picture{display:inline-block;padding:2px 8px;border:1px dashed ${line};border-radius:4px;color:${faint};font-size:.875rem}`,
    // As long as the message, whatever is in it: nothing of it is seen, hit, selected or adds to the length.
    `.steps{position:absolute;inset:0;overflow:clip;visibility:hidden;user-select:none}.steps i{display:block;height:${MAIL_STEP_REM}rem}.steps b{position:absolute;bottom:0}`,
    senders ? '' : ownColours(ink, line, link, faint),
    scheme === 'dark' ? 'img{filter:brightness(.78)}' : '',
  ].join('');

/** Over the sender's inline colours and over bgcolor and color attributes. */
const ownColours = (ink: string, line: string, link: string, faint: string): string =>
  [
    `body *{color:${ink}!important;background-color:transparent!important;border-color:${line}!important}`,
    `body .link{color:${link}!important}body .picture{color:${faint}!important}`,
  ].join('');
