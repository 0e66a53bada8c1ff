import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right';
import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { type ReactNode, useId, useRef, useState } from 'react';
import { alertingLines } from '../../contracts/domain/alert.ts';
import type { CodeList } from '../../contracts/domain/incident.ts';
import type { Alert } from '../../contracts/ipc/storm.ts';
import { classes, sentence, serialOf } from '../format/text.ts';
import type { Alerts } from '../hooks/useAlerts.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { Grade } from '../ui/Grade.tsx';
import { Kbd } from '../ui/marks.tsx';
import { labelOf, useWorkspace } from '../workspace/workspace.ts';
import s from './alerts.module.css';

const { alert: w } = strings.storm;

/** What interrupts whoever hears the page; the rest waits for a pause. */
const isGrave = ({ job, grade, lines }: Alert): boolean => (job && grade <= 2) || lines.some(({ kind }) => kind !== 'regrade');

/** The gravest first, the newest of a kind before the others: a call for help is not pushed down by what came after it. */
const gravestFirst = (lines: Alert['lines']): Alert['lines'] =>
  lines.toReversed().toSorted((one, other) => alertingLines.indexOf(one.kind) - alertingLines.indexOf(other.kind));

const nameOf = (alert: Alert, codeLists: readonly CodeList[]): string =>
  alert.job
    ? w.name(alert.callSign, alert.grade, labelOf(codeLists, 'grade', alert.grade, alert.id))
    : w.lineName(gravestFirst(alert.lines)[0]?.kind ?? 'hazard', serialOf(alert.id), alert.grade);
const wordsOf = ({ job, title, place, lines }: Alert): string =>
  [...(job ? [`${title}, ${place}`] : []), ...gravestFirst(lines).map(({ text }) => text)].map(sentence).join(' ');

interface Props {
  readonly alert: Alert;
  readonly open: (alert: Alert) => void;
  readonly acknowledge: (alert: Alert) => void;
}

/** `more`: beside the first, the way to the others. */
const Entry = ({ alert, open, acknowledge, first, more }: Props & { readonly first: boolean; readonly more?: ReactNode }) => {
  const { codeLists } = useWorkspace();
  const name = nameOf(alert, codeLists);
  const serial = serialOf(alert.id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div role="group" aria-label={name} className={classes(s.alert, alert.sending === undefined ? isGrave(alert) && s.grave : s.known)}>
      <Grade grade={alert.grade} label={labelOf(codeLists, 'grade', alert.grade, alert.id)} />
      <p>
        <b>{name}</b>
        <span>{wordsOf(alert)}</span>
      </p>
      {more}
      {alert.sending !== undefined && (
        <span className={s.sending}>
          <Clock20Filled />
          {w.sending[alert.sending === 'sending' ? 'sending' : 'waiting']}
        </span>
      )}
      {alert.sending === undefined && (
        <Button
          appearance="primary"
          icon={<Checkmark20Regular />}
          {...(first ? { 'aria-keyshortcuts': 'Alt+A' } : {})}
          onClick={() => acknowledge(alert)}
        >
          {w.acknowledge}
          <span className="heard">{w.acknowledged(serial)}</span>
          {first && <Kbd>Alt+A</Kbd>}
        </Button>
      )}
      <Button
        icon={<ArrowRight20Regular />}
        iconPosition="after"
        {...(first ? { 'aria-keyshortcuts': 'Control+J' } : {})}
        onClick={() => open(alert)}
      >
        {w.open(serial)}
        {first && <Kbd>Ctrl+J</Kbd>}
      </Button>
    </div>
  );
};

/**
 * What the unit must know, over whatever pane is open: the gravest whole, the others listed on demand. It stands above the pane, covers
 * nothing, never takes the focus from what is being typed, and stays until HQ has the acknowledgement. The regions that are read out are
 * there before the words are.
 */
export const AlertBanner = ({ alerts, arrived, acknowledge, refused, open }: Alerts & { readonly open: (alert: Alert) => void }) => {
  const { codeLists } = useWorkspace();
  const [listed, setListed] = useState(false);
  const list = useId();
  const before = useRef<Element | null>(null);
  const said = (told: readonly Alert[]): string => told.map((alert) => w.said(nameOf(alert, codeLists), wordsOf(alert))).join(' ');
  // Only of those that still alert: what was acknowledged is no longer read out.
  const fresh = arrived.filter(({ id }) => alerts.some((alert) => alert.id === id && alert.sending === undefined));
  const [first, ...others] = alerts;
  const untold = alerts.filter(({ sending }) => sending === undefined).length;
  const acts = {
    open,
    acknowledge: (alert: Alert): void => {
      // Its button goes with it: back to where the officer was.
      if (before.current instanceof HTMLElement) before.current.focus();
      acknowledge(alert);
    },
  };
  return (
    <section
      aria-label={w.label(untold)}
      data-region={first === undefined ? undefined : true}
      data-alert={first === undefined ? undefined : true}
      onFocus={({ relatedTarget: from, currentTarget }) => {
        if (from !== null && !currentTarget.contains(from)) before.current = from;
      }}
    >
      <p className="heard" role="alert">
        {said(fresh.filter(isGrave))}
      </p>
      <p className="heard" role="status">
        {said(fresh.filter((alert) => !isGrave(alert)))}
      </p>
      {refused && (
        <p className={s.refused} role="alert">
          {w.refused}
        </p>
      )}
      {first !== undefined && (
        <Entry
          key={first.id}
          alert={first}
          first
          {...acts}
          more={
            others.length > 0 && (
              <button
                type="button"
                className={s.more}
                aria-label={w.moreLong(others.map(({ grade }) => grade))}
                aria-expanded={listed}
                aria-controls={list}
                onClick={() => setListed(!listed)}
              >
                <ChevronDown20Regular />
                {w.more(others.length)}
              </button>
            )
          }
        />
      )}
      {listed && others.length > 0 && (
        <div id={list} className={s.others}>
          {others.map((alert) => (
            <Entry key={alert.id} alert={alert} first={false} {...acts} />
          ))}
        </div>
      )}
    </section>
  );
};
