import type { ReactNode } from 'react';
import { decidedWith } from '../../../../contracts/domain/record-decision.ts';
import type { ShownRecord } from '../../../../contracts/ipc/records.ts';
import { known, wordOf } from '../../../format/text.ts';
import { birthDay, rowDay } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import list from '../../../ui/facts.module.css';
import { OtherFields } from '../../../ui/OtherFields.tsx';
import s from './person.module.css';
import { type AnyRecord, isThing } from './traits.ts';

const w = strings.records;
type Detail = ShownRecord['details'][number];

/** What is known of a person or a thing, the newest of each kind first, each with its source, its grading and who wrote it; then what was decided. */
export const Known = ({
  record,
  joined,
  children,
}: {
  readonly record: AnyRecord;
  readonly joined: readonly AnyRecord[];
  /** What the record says by its name. */
  readonly children?: ReactNode;
}) => {
  const now = useNow();
  const details = [record, ...joined].flatMap((one) => one.details);
  const kinds = [...new Set([...Object.keys(w.details), ...details.map(({ kind }) => kind)])];
  const of = (kind: string): readonly Detail[] => details.filter((detail) => detail.kind === kind).toReversed();
  return (
    <aside className={s.known} aria-label={w.known}>
      <h3>{w.known}</h3>
      <dl className={list.facts}>
        {children}
        {kinds
          .filter((kind) => of(kind).length > 0)
          .map((kind) => (
            <div key={kind}>
              <dt>{known(w.details, kind) ?? kind}</dt>
              {of(kind).map((detail) => (
                <dd key={detail.id} dir="auto">
                  {detail.kind === 'born' ? birthDay(detail.text) : detail.text}
                  <em>
                    {w.by(wordOf(w.detailSources, detail.source), detail.by, rowDay(detail.at, now))}{' '}
                    {detail.grading !== undefined && w.graded(detail.grading)} {detail.sending !== undefined && `${w.unsent}.`}
                  </em>
                </dd>
              ))}
            </div>
          ))}
        {record.decisions.length > 0 && (
          <div>
            <dt>{w.history.title}</dt>
            {record.decisions.toReversed().map((decided) => (
              <dd key={`${decidedWith(decided)} ${decided.decision} ${decided.at}`}>
                {decisionWords(record, decided)}
                <em>
                  {decided.by}, {rowDay(decided.at, now)}
                </em>
              </dd>
            ))}
          </div>
        )}
      </dl>
      <OtherFields other={record.other} />
    </aside>
  );
};

const decisionWords = (record: AnyRecord, decided: AnyRecord['decisions'][number]): string => {
  const words: Readonly<Record<string, unknown>> = { ...(isThing(record) ? w.thing.history : w.history) };
  const said = known(words, decided.decision) as ((number: string) => string) | undefined;
  return said?.(strings.app.numberOf(decidedWith(decided))) ?? decided.decision;
};
