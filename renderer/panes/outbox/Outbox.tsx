import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync';
import { BranchFork20Filled } from '@fluentui/react-icons/svg/branch-fork';
import { Clock20Filled } from '@fluentui/react-icons/svg/clock';
import { CloudCheckmark24Regular } from '@fluentui/react-icons/svg/cloud-checkmark';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { useCallback, useEffect, useRef } from 'react';
import { mendKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { OutboxItem } from '../../../contracts/ipc/link.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { dayClock, fullTime } from '../../format/time.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip, type Tone } from '../../ui/Chip.tsx';
import { AskState } from '../../workspace/AskState.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { locationOfUnsent, paneOf } from '../index.ts';
import { Decide, isForOfficer } from './Decide.tsx';
import { Drafts } from './Drafts.tsx';
import s from './outbox.module.css';
import { TakeBack } from './TakeBack.tsx';

const chips: Readonly<Record<OutboxItem['state'], { readonly tone: Tone; readonly icon: React.ReactNode }>> = {
  waiting: { tone: 'warn', icon: <Clock20Filled /> },
  sending: { tone: 'info', icon: <ArrowSync20Regular /> },
  conflict: { tone: 'warn', icon: <BranchFork20Filled /> },
  refused: { tone: 'danger', icon: <ErrorCircle20Filled /> },
};

/** A message that is written has no place of its own to open before it is sent. */
const hasPlace = ({ command }: OutboxItem): boolean => command !== 'mail.send';

const Item = ({ item, now, settled }: { readonly item: OutboxItem; readonly now: Date; readonly settled: () => void }) => {
  const { go } = useWorkspace();
  const chip = chips[item.state];
  const { title, icon } = paneOf(item.system);
  const Sign = icon[0];
  const content = (
    <>
      <span className={s.icon}>
        <Sign />
      </span>
      <span className={s.what}>
        <b>{title}</b>
        <span>{item.summary}</span>
        {item.blobs !== undefined && <span>{carriesOf(item.system, item.blobs)}</span>}
        {item.notBefore !== undefined && <span>{strings.outbox.later(fullTime(item.notBefore))}</span>}
        {item.state === 'conflict' && <span>{strings.outbox.conflictWhy}</span>}
        {item.state === 'waiting' && item.reason !== undefined && <span>{strings.outbox.failedWhy(item.reason)}</span>}
        {item.waitsFor !== undefined && <span>{strings.outbox.waitsWhy(item.waitsFor.summary, item.waitsFor.state)}</span>}
        {item.state === 'refused' && <span>{strings.outbox.refusedWhy(item.reason)}</span>}
        <span className={s.end}>
          <Chip tone={chip.tone} icon={chip.icon}>
            {strings.outbox.states[item.state]}
          </Chip>
          {strings.outbox.since(dayClock(item.at, now))}
        </span>
      </span>
    </>
  );
  return (
    <li>
      {hasPlace(item) ? (
        <button type="button" className={s.item} onClick={() => go(locationOfUnsent(item))}>
          {content}
        </button>
      ) : (
        <div className={classes(s.item, s.still)}>{content}</div>
      )}
      {!hasPlace(item) && item.state === 'waiting' && item.attempts === 0 && <TakeBack item={item} />}
      {isForOfficer(item) && <Decide item={item} settled={settled} />}
    </li>
  );
};

/** A message takes its files along; those of all other work go before it. */
const carriesOf = (system: OutboxItem['system'], { sent, total }: NonNullable<OutboxItem['blobs']>): string =>
  system === 'mail' ? strings.outbox.carries(megabytes(total)) : strings.outbox.attachments(megabytes(sent), megabytes(total));

/** With one decimal: a photograph is a few. */
const megabytes = (bytes: number): string => (bytes / (1024 * 1024)).toFixed(1);

/** The next try is counted down by the second. */
const everySecond = 1000;

/** What has not reached HQ, over the list column: never over Send or the status keys. */
export const Outbox = ({ close }: { readonly close: () => void }) => {
  const { link } = useWorkspace();
  const now = useNow(everySecond);
  const panel = useRef<HTMLElement>(null);
  const ask = useAsk(['link.outbox'], () => api.link.outbox(null), { topics: ['outbox', 'storm'] });
  const { state, again } = ask;
  const kept = useAsk(['drafts.list'], () => api.drafts.list(null), { topics: ['drafts'] });
  const focus = useCallback((): void => panel.current?.focus(), []);
  useEffect(focus, [focus]);
  // A try that failed, and a copy that was sealed meanwhile, change no row.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when the link's status moves
  useEffect(() => again(), [link, again]);
  const box = state.kind === 'ready' ? state.value : undefined;
  const items = box?.items ?? [];
  // What is being changed of something in the list stands with it.
  const mending = new Set(items.map(({ id }) => mendKeyOf(id)));
  const drafts = kept.state.kind === 'ready' ? kept.state.value.drafts.filter(({ key }) => !mending.has(key)) : [];
  // "All sent" is said of what was counted.
  const title = box === undefined ? strings.outbox.untold : strings.outbox.title(items.length);
  const next = link?.nextTry ?? box?.nextTry;
  const seconds = next === undefined ? 0 : Math.max(0, Math.round((Date.parse(next) - now.getTime()) / 1000));

  return (
    <section
      ref={panel}
      className={s.panel}
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      data-region
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header className={s.head}>
        <div>
          <h2>{title}</h2>
          <p>{state.kind === 'ready' && items.length === 0 ? strings.outbox.leadNone : strings.outbox.lead}</p>
          {box?.unsealed !== undefined && <p>{strings.outbox.unsealed(box.unsealed)}</p>}
        </div>
        <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={strings.outbox.close} onClick={close} />
      </header>
      <div className={s.body}>
        <AskState ask={ask} words={strings.errors.codes} where="link.outbox" loading={strings.outbox.loading}>
          {() =>
            items.length === 0 ? (
              <div className={s.none}>{<CloudCheckmark24Regular />}</div>
            ) : (
              <ol aria-label={strings.outbox.label}>
                {items.map((item) => (
                  <Item key={item.id} item={item} now={now} settled={focus} />
                ))}
              </ol>
            )
          }
        </AskState>
        {drafts.length > 0 && <Drafts drafts={drafts} now={now} gone={focus} />}
      </div>
      {items.length > 0 && (
        <footer className={s.foot}>
          <p>
            {box?.lastTry === undefined ? strings.outbox.notTried : strings.outbox.tried(dayClock(box.lastTry, now))}
            {seconds > 0 && (
              <>
                <br />
                {strings.outbox.next(seconds)}
              </>
            )}
          </p>
          <Button icon={<ArrowSync20Regular />} onClick={() => void api.link.tryNow(null).then(again)}>
            {strings.outbox.tryNow}
          </Button>
        </footer>
      )}
    </section>
  );
};
