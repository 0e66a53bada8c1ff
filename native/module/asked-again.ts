/** Long enough for a module that is at something else, short beside the time in which a removal is told. */
const PAUSE_MS = 20;

/** What `ask` answers; where it throws, what it answers a moment later. For questions that cost a card nothing, never with a PIN. */
export function askedAgain<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    return ask();
  }
}
