import { wordOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { Chip, type Tone } from '../../../ui/Chip.tsx';
import type { Listed } from './requestWords.ts';

type Shown = Pick<Listed, 'version' | 'sending' | 'state'>;

/** HQ did not take it: it was never asked for. */
export const isNotTaken = ({ version, sending }: Shown): boolean => version === 0 && sending === 'refused';

/** What became of a request; nothing of one that HQ did not take, which waits for nobody. */
export const StateChip = ({ request }: { readonly request: Shown }) =>
  isNotTaken(request) ? null : <Chip tone={toneOf(request.state)}>{wordOf(strings.hr.states, request.state)}</Chip>;

const OPEN: readonly string[] = ['asked', 'agreed', 'sick'];
const toneOf = (state: string): Tone => (state === 'approved' ? 'ok' : OPEN.includes(state) ? 'warn' : 'plain');
