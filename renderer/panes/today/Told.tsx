import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import type { TodayView, ToldItem } from '../../../contracts/ipc/today.ts';
import { wordOf } from '../../format/text.ts';
import { age, shortDay, weekday } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import type { Location } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { rosteredOf } from '../people/ChangesTold.tsx';
import { whatOf } from '../people/hr/requestWords.ts';
import s from './today.module.css';

const { told: w } = strings.today;

/** Answers to the officer's requests and changes of their roster, until they have looked at each; nothing where there is none. */
export const Told = ({ told, now }: { readonly told: TodayView['told']; readonly now: Date }) => {
  const { go } = useWorkspace();
  const all = told.known ? told.value : [];
  if (all.length === 0) return null;
  return (
    <section className={s.panel} aria-label={w.title(all.length)}>
      <div className={s.bar}>
        <h2>{w.title(all.length)}</h2>
        <Button appearance="transparent" icon={<ChevronRight20Regular />} iconPosition="after" onClick={() => go('people')}>
          {w.all}
        </Button>
      </div>
      <ul className={s.waiting}>
        {all.map((one) => (
          <li key={keyOf(one)}>
            <button type="button" className={s.item} onClick={() => go(locationOf(one))}>
              <span className={s.when}>{age(one.at, now)}</span>
              <span className={s.what}>
                <b dir="auto">{headOf(one)}</b>
                <span dir="auto">{wordsOf(one)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const keyOf = (one: ToldItem): string => `${one.kind} ${one.kind === 'duty' ? one.duty.id : one.request.id}`;
const locationOf = (one: ToldItem): Location =>
  one.kind === 'duty' ? { pane: 'people' } : { pane: 'people', view: 'requests', id: one.request.id };

const headOf = (one: ToldItem): string => {
  if (one.kind === 'duty') return strings.people.changed.head(`${weekday(one.duty.day)} ${shortDay(one.duty.day)}`);
  const { state, decision, name } = one.request;
  return decision === undefined ? w.asksSwap(name) : w.answered(wordOf(strings.hr.states, state), decision.by);
};

const wordsOf = (one: ToldItem): string =>
  one.kind === 'duty'
    ? w.now(one.duty.changed === undefined ? '' : rosteredOf(one.duty.changed.was), rosteredOf(one.duty))
    : [whatOf(one.request), one.request.decision?.text].filter(Boolean).join(': ');
