import type { ClipFault, ClipSeal } from '../../../contracts/ipc/video.ts';
import { count } from '../count.ts';

/** "38 min 4 s", of a length; "0 min 12 s" is "12 s". */
const length = (seconds: number): string => {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return minutes === 0 ? `${rest} s` : `${minutes} min ${String(rest).padStart(2, '0')}`;
};

/** Body-worn video: the clips of a crime, and one that is played. */
export const video = {
  title: (clips: number) => (clips === 0 ? 'Body-worn video' : `Body-worn video, ${clips}`),
  loading: 'Opening the clip',
  of: (officer: string) => `Clip of ${officer}`,
  length,
  camera: (name: string) => `Camera ${name}`,
  marks: (number: number) => `Marks, ${number}`,
  noMarks: 'Nothing is marked yet.',
  marked: (number: number) => count(number, 'mark'),
  openCrime: 'Open the crime',
  here: (part: number) => (part >= 100 ? 'All of it is on this laptop' : part === 0 ? 'Not on this laptop' : `${part} % is on this laptop`),
  hereOffline: (part: number) =>
    part >= 100
      ? 'No signal. All of it is on this laptop and plays.'
      : part === 0
        ? 'No signal, and nothing of it is on this laptop. It plays once there is signal.'
        : `No signal. ${part} % is on this laptop and plays; the rest comes once there is signal.`,
  seals: { holds: 'Not changed', broken: 'Not as HQ sealed it', unknown: 'Seal not checked' } satisfies Readonly<Record<ClipSeal, string>>,
  sealLeads: {
    holds: 'HQ sealed it when the camera was docked. Each piece is checked against that seal before you see it.',
    broken: 'It does not play. Do not use it. Tell your supervisor and ICT.',
    unknown: 'It does not play until this laptop has HQ’s newest lists. Wait for signal, then open it again.',
  } satisfies Readonly<Record<ClipSeal, string>>,
  player: {
    label: 'Player',
    play: 'Play',
    pause: 'Pause',
    back: 'Back 10 seconds',
    on: 'On 10 seconds',
    tenSeconds: '10',
    place: 'Place in the clip',
    placeText: (at: number, of: number) => `${length(at)} of ${length(of)}`,
    of: 'of',
    mark: 'Mark this',
    keys: 'Space plays and stops. Left and right go 10 seconds. M marks.',
    coming: 'Coming from HQ',
  },
  stopped: {
    Changed: {
      what: 'This is not what HQ sealed',
      lead: 'A piece of the clip that came is not the one that HQ sealed. It was not shown, and that is written down. What you saw before it is not changed. Tell ICT.',
    },
    NotSealed: {
      what: 'The seal does not hold',
      lead: 'Nothing of the clip is shown, and that is written down. Your marks are kept. Tell your supervisor and ICT.',
    },
    NoSignal: {
      what: 'No signal here',
      lead: 'What comes next is not on this laptop. Your place and your marks are kept. It goes on by itself once there is signal.',
    },
    NotAtHq: {
      what: 'HQ does not give this clip out',
      lead: 'It is not at HQ any more, or you may not see its crime any more. Your marks are kept. Ask your supervisor.',
    },
    NotPlayable: {
      what: 'This laptop cannot play the clip',
      lead: 'Nothing is lost: the clip is at HQ as the camera made it. Try again; if it comes back, tell ICT the clip’s number.',
    },
  } satisfies Readonly<Record<ClipFault | 'NotPlayable', { readonly what: string; readonly lead: string }>>,
  add: {
    form: 'New mark',
    label: (at: string) => `What is seen at ${at}?`,
    placeholder: 'Patio door, lock snapped',
    statement: 'Statement that speaks of it',
    noStatement: 'None',
    statementOf: (name: string) => `Statement of ${name}`,
    send: 'Mark',
    keep: 'Keep',
    blank: 'Say what is seen there.',
    over: (longest: number) => `At most ${longest} letters.`,
    kept: (at: string) => `Marked ${at}`,
  },
} as const;
