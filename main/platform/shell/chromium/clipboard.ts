import type { Connection } from './cdp/connection.ts';

/**
 * Run in the page, which has no permission for the clipboard but may answer its own copy command: with nothing. A text that is empty
 * takes the place of whatever was there, on every clipboard that Chromium writes to.
 */
const EMPTY_IT = `(() => {
  document.addEventListener('copy', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', '');
  }, { capture: true, once: true });
  document.execCommand('copy');
})()`;

/**
 * Empties the system's clipboard through a page that is loaded. Not waited for; a page that has gone drops it. Chromium refuses the copy
 * command of a page without focus, which a page that has just been made does not have yet, nor one whose window is behind another's: so
 * the page has focus for as long as this takes.
 */
export const clearClipboard = (connection: Connection, session: string): void => {
  connection.tell('Emulation.setFocusEmulationEnabled', { enabled: true }, session);
  connection.tell('Runtime.evaluate', { expression: EMPTY_IT, userGesture: true }, session);
  connection.tell('Emulation.setFocusEmulationEnabled', { enabled: false }, session);
};
