import type { SessionState } from '../../../contracts/ipc/session.ts';
import { classes } from '../../format/text.ts';
import type { Message } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import s from './entry.module.css';

type PinState = Extract<SessionState, { readonly kind: 'pin' }>;

/** More squares than this are not counted at a glance. */
const mostPips = 5;

const Pips = ({ left, spent }: { readonly left: number; readonly spent: boolean }) => (
  <span className={s.pips} aria-hidden>
    {spent && <i />}
    {Array.from({ length: left }, (_, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: squares that are all the same
      <i key={index} className={s.full} />
    ))}
  </span>
);

/** What the card tells of tries, before and after a wrong PIN: mostly flags, rarely a number. Nothing when all is well. */
const triesWords = ({ left, final, low }: PinState['tries'], wrong: boolean): readonly [string, string] | undefined => {
  if (final || left === 1) return [strings.signin.pin.final, strings.signin.pin.finalLead];
  if (left !== undefined && (wrong || low)) return [strings.signin.pin.left(left), strings.signin.pin.thenBlocks];
  return low ? [strings.signin.pin.low, strings.signin.pin.thenBlocks] : undefined;
};

/** Under the box: why it did not open and what to do; else how many tries there are if they run short; else the hint. */
export const Tries = ({
  tries,
  wrong,
  message,
  time,
  hint,
}: {
  readonly tries: PinState['tries'];
  /** The card was asked and said no. */
  readonly wrong: boolean;
  readonly message: Message | undefined;
  /** The same words at another time are said again. */
  readonly time: number | undefined;
  readonly hint: string;
}) => {
  const said = triesWords(tries, wrong);
  if (said !== undefined && (wrong || message === undefined))
    return (
      <div className={s.tries} role="alert">
        <p>
          {said[0]}
          <small>{said[1]}</small>
        </p>
        {tries.left !== undefined && tries.left <= mostPips && <Pips left={tries.left} spent={wrong} />}
      </div>
    );
  if (message !== undefined)
    return (
      <div key={time} className={classes(s.tries, !wrong && s.calm)} role="alert">
        <p>
          {message.todo}
          <small>{message.safe}</small>
        </p>
      </div>
    );
  return <p className={s.hint}>{hint}</p>;
};
