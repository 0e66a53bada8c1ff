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
 * The sound of a new job, made in the page: no file, nothing to fetch. The shells let it sound before anybody has
 * touched it: after a lock nobody has. Between two rings the audio device sleeps.
 */
export const createAlertSound = (): AlertSound => {
  let context: AudioContext | undefined;
  const play = async (): Promise<void> => {
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
  return {
    // A session that ends meanwhile takes its sound with it.
    ring: () => void play().catch(() => undefined),
    close: () => void context?.close(),
  };
};
