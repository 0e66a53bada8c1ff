/**
 * A message as the other process gets it. V8's serializer as Electron sets it up (shell/common/v8_util.cc) copies the whole ArrayBuffer
 * behind a view, with whatever lies beside it, as structuredClone does; a function, a symbol, or a proxy of a window throws.
 */
export const clone = (message: unknown): unknown => {
  try {
    return structuredClone(message);
  } catch {
    // lib/browser/api/web-contents.ts, shell/common/gin_converters/blink_converter.cc.
    throw new TypeError('An object could not be cloned.');
  }
};
