import type { NavigateEvent, PageWindow } from './dom.ts';

/**
 * Cancels every navigation and download that a frame starts to anything but our origin, before a request is made: also
 * those that make none (about:blank, blob:). The listener is the first of its window, so no page script can stop it.
 */
export const guardNavigation = (window: PageWindow, origin: string): void => {
  window.navigation.addEventListener('navigate', (event) => {
    const { destination, downloadRequest } = event as NavigateEvent;
    const isOwn = destination.url.startsWith(`${origin}/`);
    // A frame whose document its parent wrote, such as a mail's body.
    const isWritten = window !== window.top && destination.url === 'about:srcdoc';
    if ((isOwn || isWritten) && downloadRequest === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
};
