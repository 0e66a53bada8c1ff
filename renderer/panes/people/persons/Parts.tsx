import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { ClipboardTaskListLtr20Regular } from '@fluentui/react-icons/svg/clipboard-task-list-ltr';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { Tag20Regular } from '@fluentui/react-icons/svg/tag';
import { type ReactNode, useState } from 'react';
import { thingTypeOf } from '../../../../contracts/domain/thing-type.ts';
import type { RecordPart } from '../../../../contracts/ipc/records.ts';
import { classes, sentence, serialOf, wordOf } from '../../../format/text.ts';
import { age, rowDay } from '../../../format/time.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import type { Location } from '../../../workspace/location.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { thingId } from '../location.ts';
import s from './person.module.css';
import { Withdraw } from './Withdraw.tsx';

const w = strings.records;
const filters = ['all', 'crime', 'incident', 'other'] as const;
type Filter = (typeof filters)[number];

const passes = (filter: Filter, { kind }: RecordPart): boolean =>
  filter === 'all' || (filter === 'other' ? kind !== 'crime' && kind !== 'incident' : kind === filter);

const icons: Readonly<Record<RecordPart['kind'], ReactNode>> = {
  incident: <Alert20Regular />,
  crime: <DocumentBulletList20Regular />,
  task: <ClipboardTaskListLtr20Regular />,
  person: <Person20Regular />,
  thing: <Tag20Regular />,
  mail: <Mail20Regular />,
};
const sourceOf: Readonly<Record<RecordPart['kind'], string>> = {
  incident: w.sources.storm,
  crime: w.sources.crime,
  task: w.sources.task,
  person: w.sources.person,
  thing: w.sources.person,
  mail: w.sources.mail,
};

const placeOf = ({ kind, id }: RecordPart): Location => {
  switch (kind) {
    case 'incident':
      return { pane: 'storm', id };
    case 'crime':
      return { pane: 'crime', scope: 'mine', id };
    case 'task':
      return { pane: 'crime', scope: 'tasks', id };
    case 'mail':
      return { pane: 'mail', id };
    case 'person':
      return { pane: 'people', view: 'persons', id };
    case 'thing':
      return { pane: 'people', view: 'things', id: thingId(thingTypeOf(id) ?? 'object', id) };
  }
};

/** "Log 0381: Burglary", "04/26/06103: Burglary", or the title alone for what has no number to say. */
const titleOf = ({ kind, id, title }: RecordPart): string => {
  if (title === id) return title;
  if (kind === 'incident') return w.log(serialOf(id), title);
  return kind === 'crime' || kind === 'task' ? `${strings.app.numberOf(id)}: ${title}` : title;
};

/** A link by what no other has: the part, in what, who made it and when. */
const linkWords = (part: RecordPart): string =>
  [`${wordOf(w.roles, part.role)}, ${titleOf(part)}`, part.linkedBy && w.linkedBy(part.linkedBy), part.note].filter(Boolean).join('. ');

/** The parts that a person or a thing plays: the part first, then in what, from where and how old. `of`: the record whose page it is. */
export const Parts = ({ parts, more, of }: { readonly parts: readonly RecordPart[]; readonly more: number; readonly of: string }) => {
  const [filter, setFilter] = useState<Filter>('all');
  const shown = parts.filter((part) => passes(filter, part));
  return (
    <section>
      <div className={s.partsHead}>
        <h3>
          {w.parts}
          <small>{w.onLaptop}</small>
        </h3>
        {parts.length > 0 && (
          <SegmentedControl
            label={w.filter}
            items={filters.map((id) => ({ id, label: w.filters[id], count: parts.filter((part) => passes(id, part)).length }))}
            on={filter}
            choose={setFilter}
          />
        )}
      </div>
      {shown.length === 0 ? (
        <p className={s.note}>{w.noParts}</p>
      ) : (
        <ul className={s.parts}>
          {shown.map((part) => (
            <Part key={part.linkId ?? `${part.kind} ${part.id} ${part.role}`} part={part} of={of} />
          ))}
        </ul>
      )}
      {more > 0 && <p className={s.note}>{w.more(more)}</p>}
    </section>
  );
};

const Part = ({ part, of }: { readonly part: RecordPart; readonly of: string }) => {
  const { go, link } = useWorkspace();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const { role, linkId, linkedBy, detail, note, withdrawn, sending, at, asOf, recordId } = part;
  const said = wordOf(w.roles, role);
  const old = link?.link === 'offline' && asOf !== undefined;
  return (
    <li>
      <div className={classes(s.part, withdrawn !== undefined && s.gone)}>
        <button type="button" className={s.open} onClick={() => go(placeOf(part))}>
          <span className={s.role}>{said}</span>
          {icons[part.kind]}
          <span className={s.what}>
            <b>{titleOf(part)}</b>
            <small>
              {[
                detail === '' ? undefined : sentence(detail),
                withdrawn === undefined
                  ? linkedBy !== undefined
                    ? w.linkedBy(linkedBy)
                    : role === 'named'
                      ? w.nameOnly
                      : part.kind === 'crime'
                        ? w.inReport
                        : w.inIt
                  : w.withdrawn(withdrawn.by, rowDay(withdrawn.at, now), withdrawn.reason),
                note,
                recordId === of ? undefined : w.ofRecord(strings.app.numberOf(recordId)),
              ]
                .filter(Boolean)
                .join(' ')}
            </small>
          </span>
          <span className={s.from}>
            {sourceOf[part.kind]}
            <small>{at === undefined ? '' : age(at, now)}</small>
            {sending !== undefined && <small className={s.old}>{w.unsent}</small>}
            {old && <small className={s.old}>{w.asOf(rowDay(asOf, now))}</small>}
          </span>
        </button>
        {linkId !== undefined && withdrawn === undefined && (
          <Button
            className={s.withdraw ?? ''}
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label={w.withdraw(linkWords(part))}
            onClick={() => setAsking(true)}
          />
        )}
      </div>
      {asking && linkId !== undefined && <Withdraw linkId={linkId} about={linkWords(part)} close={() => setAsking(false)} />}
    </li>
  );
};
