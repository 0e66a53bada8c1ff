import { cutShort, DRAFT_LENGTH } from '../../contracts/domain/text.ts';

/** What of a text that was pasted a field took, and of how much, in characters. */
export interface PasteCut {
  readonly field: HTMLElement;
  readonly kept: number;
  readonly of: number;
}

/** Text that comes into a field at once. */
const atOnce: ReadonlySet<string> = new Set(['insertFromPaste', 'insertFromPasteAsQuotation', 'insertFromDrop', 'insertFromYank']);

/**
 * Bounds what is pasted or dropped into any text field of the page: its beginning is taken, as much as the field takes and no more than a
 * draft holds, and `told` of it. A page that lays out megabytes of text answers nobody for seconds, and nothing could be kept of them.
 * Returns how to stop.
 */
export const boundPastes = (told: (cut: PasteCut) => void): (() => void) => {
  const bound = (event: InputEvent): void => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !atOnce.has(event.inputType)) return;
    const text = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    const room = roomIn(field);
    if (text.length <= room) return;
    event.preventDefault();
    const kept = cutShort(text, room);
    // As if it had been typed, so that it can be undone.
    if (kept !== '') document.execCommand('insertText', false, kept);
    told({ field, kept: kept.length, of: text.length });
  };
  const tell = (event: Event): void => {
    if (event instanceof CustomEvent) told(event.detail as PasteCut);
  };
  document.addEventListener('beforeinput', bound, { capture: true });
  document.addEventListener(CUT, tell);
  return () => {
    document.removeEventListener('beforeinput', bound, { capture: true });
    document.removeEventListener(CUT, tell);
  };
};

const CUT = 'pastecut';
/** For a field that takes what is pasted by itself: says that it did not take all. */
export const tellOfCut = (detail: PasteCut): void => {
  document.dispatchEvent(new CustomEvent(CUT, { detail }));
};

/** How much goes into it in place of what is chosen in it. */
const roomIn = ({ maxLength, value, selectionStart, selectionEnd }: HTMLInputElement | HTMLTextAreaElement): number => {
  const most = maxLength < 0 ? DRAFT_LENGTH : Math.min(maxLength, DRAFT_LENGTH);
  return Math.max(0, most - value.length + ((selectionEnd ?? 0) - (selectionStart ?? 0)));
};
