import type { Session } from 'electron';
import { mayRequest } from './policy.ts';

/** The discard port: nothing of ours listens there. */
const DEAD_PROXY = '127.0.0.1:9';

/**
 * Closes a session to the outside and to every permission. It runs for every session that is made, also one that we never
 * ask for. Electron approves everything by default (its security checklist, item 5).
 */
export const hardenSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayRequest(url) }));
  // -2 refuses: Chromium's own network never makes a TLS connection.
  session.setCertificateVerifyProc((_request, answer) => answer(-2));
  // Also ends the look-ups that a system proxy setting (WPAD, PAC) would cause.
  void session.setProxy({ mode: 'fixed_servers', proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' });
  // Without this a temporary file would appear in Downloads.
  session.on('will-download', (event) => event.preventDefault());
  // The checker would fetch its dictionary from the internet.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
};
