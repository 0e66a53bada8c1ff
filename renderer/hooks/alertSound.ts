/** Two tones, twice: heard over a car radio, over in a second, and unlike the system's own sounds. */
const TONES_HZ = [784, 1175, 784, 1175] as const;
const TONE_S = 0.17;
/** Rises and falls in this time, so that nothing clicks. */
const EDGE_S = 0.02;
const VOLUME = 0.6;

export interface AlertSound {
  readonly ring: () => void;
  readonly close: () => void;
}

/**
 * The sound of a new job, made in the page: no file, nothing to fetch. A page that nobody has touched yet may not sound; then it rings at
 * the first key or touch. Between two rings the audio device sleeps.
 */
export const createAlertSound = (): AlertSound => {
  let context: AudioContext | undefined;
  let due = false;
  const play = async (): Promise<void> => {
    due = false;
    context ??= new AudioContext();
    const { destination } = context;
    await context.resume();
    const from = context.currentTime + EDGE_S;
    TONES_HZ.forEach((frequency, index) => {
      const tone = new OscillatorNode(context as AudioContext, { frequency });
      const gain = new GainNode(context as AudioContext, { gain: 0 });
      const start = from + index * TONE_S;
      const end = start + TONE_S;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(VOLUME, start + EDGE_S);
      gain.gain.setValueAtTime(VOLUME, end - EDGE_S);
      gain.gain.linearRampToValueAtTime(0, end);
      tone.connect(gain).connect(destination);
      tone.start(start);
      tone.stop(end);
      if (index === TONES_HZ.length - 1) tone.onended = () => void context?.suspend();
    });
  };
  const touched = (): void => {
    if (due && mayPlay()) void play();
  };
  for (const kind of touches) window.addEventListener(kind, touched, { capture: true, passive: true });
  return {
    ring() {
      if (mayPlay()) void play();
      else due = true;
    },
    close() {
      for (const kind of touches) window.removeEventListener(kind, touched, { capture: true });
      due = false;
      void context?.close();
    },
  };
};

/** Typing the PIN was enough; on a reader with keys of its own nobody has touched the page yet. */
const mayPlay = (): boolean => navigator.userActivation.hasBeenActive;

/** What a browser takes for a person's own doing. */
const touches = ['keyup', 'pointerup'] as const;
