import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import type { Offence } from '../../../contracts/domain/crime.ts';
import { api } from '../../api.ts';
import { sentence } from '../../format/text.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { strings } from '../../strings/index.ts';
import { Finder, type FinderGroup } from '../../ui/Finder.tsx';
import { Highlight } from '../../ui/Highlight.tsx';
import s from './crime.module.css';

const restMs = 150;
/** One may scroll through this many, no more. */
const most = 40;

type Found = Offence & { readonly used: number; readonly plain?: string | undefined };

const Option = ({ offence, text }: { readonly offence: Found; readonly text: string }) => (
  <div className={s.option}>
    <b>{offence.code}</b>
    <span>
      {offence.plain !== undefined && (
        <strong>
          <Highlight text={offence.plain} search={text} />
        </strong>
      )}
      <span className={offence.plain === undefined ? undefined : s.law}>
        <Highlight text={sentence(offence.text)} search={text} />
        {offence.used > 0 && ` ${strings.crime.offenceUsed(offence.used)}`}
      </span>
    </span>
  </div>
);

/** Groups as they come: the first category met has the likeliest offence. */
const grouped = (found: readonly Found[], text: string): readonly FinderGroup[] =>
  [...Map.groupBy(found, (offence) => offence.category)].map(([title, offences]) => ({
    title,
    items: offences.map((offence) => ({ id: offence.code, content: <Option offence={offence} text={text} /> })),
  }));

const wordsOf = ({ code, text }: Offence): string => `${code} ${text}`;

/** Of what the box holds, what was typed: whoever types over what was chosen, or behind it, begins anew; whoever takes of it away empties it. */
const typedOver = (chosen: string, next: string): string => {
  if (next.startsWith(chosen)) return next.slice(chosen.length);
  return next.length < chosen.length && isWithin(next, chosen) ? '' : next;
};
/** It is left of the other when one piece is taken out of that. */
const isWithin = (rest: string, whole: string): boolean => {
  let same = 0;
  while (same < rest.length && rest[same] === whole[same]) same += 1;
  return whole.endsWith(rest.slice(same));
};

/** The offence to look for: by code, or by what people say happened, in plain words over the law's. */
export const OffenceFinder = ({
  chosen,
  choose,
  placeholder = strings.crime.offencePlaceholder,
}: {
  readonly chosen: Offence | undefined;
  readonly choose: (offence: Offence | undefined) => void;
  readonly placeholder?: string;
}) => {
  const [typed, setTyped] = useState('');
  const text = useDebounced(typed.trim(), restMs);
  // Asked with nothing typed, so that the store has indexed the list before the first word; what it answers is not shown.
  const { state } = useFetched(['crime.offences', text], () => api.crime.offences({ text, limit: text === '' ? 1 : most }), {
    topics: ['crime'],
  });
  const found: readonly Found[] = state.kind === 'ready' ? state.value : [];
  const looking = chosen === undefined && text !== '' && typed.trim() !== '';
  return (
    <Finder
      label={strings.crime.offence}
      placeholder={placeholder}
      text={chosen === undefined ? typed : wordsOf(chosen)}
      change={(next) => {
        if (chosen !== undefined) choose(undefined);
        setTyped(chosen === undefined ? next : typedOver(wordsOf(chosen), next));
      }}
      groups={looking ? grouped(found, text) : []}
      status={looking && state.kind === 'ready' ? strings.crime.offenceFound(found.length) : undefined}
      none={state.kind === 'unfetched' ? strings.crime.offenceUnfetched : strings.crime.offenceNone}
      choose={(code) => {
        setTyped('');
        choose(found.find((offence) => offence.code === code));
      }}
      wide
      trailing={
        chosen === undefined ? undefined : (
          <button type="button" className={s.clear} aria-label={strings.crime.offenceClear} onClick={() => choose(undefined)}>
            <Dismiss20Regular />
          </button>
        )
      }
    />
  );
};
