import { app, type WebContents } from 'electron';
import { mayNavigate } from './policy.ts';

/** Keeps a page where it is and alone: no other origin, no second window, no webview, no device (security checklist, 12 to 14). */
export const hardenContents = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // The main frame and every frame below it; loadURL is our own and does not fire it.
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame)) event.preventDefault();
  });
  // Our handler never redirects.
  contents.on('will-redirect', (event) => event.preventDefault());
  // Without preventDefault the first device would be taken.
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.on('devtools-opened', () => {
    if (app.isPackaged) contents.closeDevTools();
  });
  // WebRTC's UDP passes neither the request filter nor the proxy.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};
