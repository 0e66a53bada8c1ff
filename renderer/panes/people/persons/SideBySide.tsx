import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { PeopleSwap20Regular } from '@fluentui/react-icons/svg/people-swap';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { RecordPart } from '../../../../contracts/ipc/records.ts';
import { wordOf } from '../../../format/text.ts';
import { give } from '../../../give.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Kbd } from '../../../ui/marks.tsx';
import { NotDone } from '../../../ui/NotDone.tsx';
import { Sheet } from '../../../ui/Sheet.tsx';
import s from './sideBySide.module.css';
import { type AnyRecord, ageWords, bornWords, isThing, partCounts, textsOf } from './traits.ts';

const { compare: w, thing, roles, playedIn } = strings.records;

/** Another record that may be of the same person or thing. */
export interface Similar {
  readonly record: AnyRecord;
  readonly parts: readonly RecordPart[];
}

/**
 * Two records beside each other, for an officer to say whether they are of one person or thing. No answer is easier than another, and the focus is on
 * none of them: it is on deciding later.
 */
export const SideBySide = ({
  record,
  parts,
  similar: { record: other, parts: otherParts },
  close,
}: {
  readonly record: AnyRecord;
  readonly parts: readonly RecordPart[];
  readonly similar: Similar;
  readonly close: () => void;
}) => {
  const later = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode>();
  useLayoutEffect(() => later.current?.querySelector('button')?.focus(), []);
  const words = isThing(record) ? thing.compare : w;
  const decide = async (decision: 'merge' | 'keepApart'): Promise<void> => {
    setBusy(true);
    const answer = isThing(record)
      ? await give('records', `thing.${decision}`, { thingId: record.id, otherId: other.id })
      : await give('records', `person.${decision}`, { personId: record.id, otherId: other.id });
    setBusy(false);
    if (answer.ok) close();
    else setRefused(answer.code);
  };
  const both = (of: (one: AnyRecord) => string): readonly [string, string] => [of(record), of(other)];
  // What differs is marked word by word; of telephones number by number; of parts nothing, as they may be those of one person.
  const rows: readonly (readonly [title: string, values: readonly [string, string], between?: string])[] = [
    [words.name, both(({ name }) => name), ' '],
    ...(isThing(record)
      ? ([
          [strings.records.details.description, both((one) => textsOf(one, 'description').join(', ')), ' '],
          [strings.records.details.identifier, both((one) => textsOf(one, 'identifier').join(', ')), ', '],
        ] as const)
      : ([
          [w.born, both((one) => (isThing(one) ? '' : (bornWords(one) ?? ageWords(one) ?? ''))), ' '],
          [w.address, both((one) => textsOf(one, 'address').at(-1) ?? ''), ' '],
          [w.telephone, both((one) => textsOf(one, 'telephone').join(', ')), ', '],
        ] as const)),
    [w.parts, [partWords(parts.filter(({ recordId }) => recordId === record.id)), partWords(otherParts)]],
  ];
  return (
    <Sheet title={words.title} className={s.sheet} close={close}>
      <p className={s.lead}>{words.lead}</p>
      <div className={s.scroll}>
        <table className={s.table} aria-label={w.table}>
          <thead>
            <tr>
              <td className={s.corner} />
              {[record, other].map((one) => (
                <th key={one.id} scope="col">
                  {one.name}
                  <small>{[strings.app.numberOf(one.id), one.createdBy].join(', ')}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([title, [one, two], between]) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {one !== '' && one === two ? (
                  <td colSpan={2}>
                    <span className={s.same}>
                      <CheckmarkCircle20Regular />
                      {w.same(one)}
                    </span>
                  </td>
                ) : (
                  <>
                    <td>{differing(one, two, between)}</td>
                    <td>{differing(two, one, between)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {refused !== undefined && <NotDone message={strings.errors.codes[refused]} />}
      <footer className={s.foot}>
        <p>{w.foot}</p>
        <div ref={later}>
          <Button onClick={close}>
            {w.later} <Kbd>Esc</Kbd>
          </Button>
        </div>
        <Button icon={<PeopleSwap20Regular />} disabledFocusable={busy} onClick={() => void decide('keepApart')}>
          {words.two}
        </Button>
        <Button icon={<Link20Regular />} disabledFocusable={busy} onClick={() => void decide('merge')}>
          {words.one}
        </Button>
      </footer>
    </Sheet>
  );
};

/** What the other has not is marked, of what stands `between` words or numbers. */
const differing = (text: string, other: string, between: string | undefined): ReactNode => {
  if (text === '') return <span className={s.unknown}>{w.notKnown}</span>;
  if (other === '' || between === undefined) return text;
  const there = new Set(other.split(between));
  return text.split(between).map((word, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one text, which do not move
    <span key={at}>
      {at > 0 && between}
      {there.has(word) ? word : <mark>{word}</mark>}
    </span>
  ));
};

/** "Victim 2 times, Witness once". */
const partWords = (parts: readonly RecordPart[]): string =>
  partCounts(parts)
    .map(([role, number]) => playedIn(wordOf(roles, role), number))
    .join(', ');
