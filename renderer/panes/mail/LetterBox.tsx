import { lazy, Suspense } from 'react';
import type { LetterWords } from '../../../contracts/domain/letter-format.ts';
import { strings } from '../../strings/index.ts';
import { TextField } from '../../ui/fields.tsx';
import { Loading } from '../../ui/State.tsx';
import s from './letter.module.css';

const { letter: w } = strings;
const editor = () => import('./editor/RichText.tsx');
/** A quarter of a megabyte of script, which no other pane needs. */
const RichText = lazy(async () => ({ default: (await editor()).RichText }));
/** Brings the editor in ahead of the first message. */
export const prepareEditor = (): void => void editor();

/** The box for a message's words: with looks, or as policy has it plain text alone. */
export const LetterBox = ({
  plainOnly,
  letter,
  wrong,
  begins,
  change,
  linkable,
}: {
  readonly plainOnly: boolean;
  readonly letter: LetterWords;
  readonly wrong: string | undefined;
  /** One writes on here, at the top. */
  readonly begins: boolean;
  readonly change: (words: Partial<LetterWords>) => void;
  readonly linkable: (href: string) => boolean;
}) =>
  plainOnly ? (
    <div className={s.text}>
      <TextField long name="text" label={w.text} wrong={wrong} value={letter.text} change={(text) => change({ text, marks: [] })} />
    </div>
  ) : (
    <Suspense fallback={<Loading label={strings.forms.loading} />}>
      <RichText name="text" label={w.text} wrong={wrong} letter={letter} begins={begins} change={change} linkable={linkable} />
    </Suspense>
  );
