import { Alert24Filled, Alert24Regular } from '@fluentui/react-icons/svg/alert';
import { DocumentBulletList24Filled, DocumentBulletList24Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Home24Filled, Home24Regular } from '@fluentui/react-icons/svg/home';
import { Keyboard24Regular } from '@fluentui/react-icons/svg/keyboard';
import { Laptop24Filled, Laptop24Regular } from '@fluentui/react-icons/svg/laptop';
import { Mail24Filled, Mail24Regular } from '@fluentui/react-icons/svg/mail';
import { People24Filled, People24Regular } from '@fluentui/react-icons/svg/people';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import { Chequer } from '../ui/Chequer.tsx';
import { type PaneName, panesOf } from '../workspace/location.ts';
import { useWorkspace } from '../workspace/workspace.ts';
import s from './rail.module.css';

const icons = {
  today: [Home24Regular, Home24Filled],
  mail: [Mail24Regular, Mail24Filled],
  storm: [Alert24Regular, Alert24Filled],
  crime: [DocumentBulletList24Regular, DocumentBulletList24Filled],
  people: [People24Regular, People24Filled],
  fleet: [Laptop24Regular, Laptop24Filled],
} as const;

/** No number on the rail is read past this. */
const highest = 99;

/** What is new in Storm, in a word that stands in place of the number and a sentence that is said after it. */
interface News {
  readonly word: string;
  readonly said: string;
}
const newsOf = (jobs: number, logs: number): News | undefined => {
  if (jobs > 0) return { word: strings.app.badge.job, said: strings.app.badge.jobs(jobs) };
  return logs > 0 ? { word: strings.app.badge.new, said: strings.app.badge.newLines(logs) } : undefined;
};

const Badge = ({ pane, number, news }: { readonly pane: PaneName; readonly number: number; readonly news: News | undefined }) =>
  number === 0 && news === undefined ? null : (
    <span className={classes(s.count, news !== undefined && s.urgent)}>
      <span aria-hidden>{news?.word ?? (number > highest ? `${highest}+` : number)}</span>
      <span className={s.hidden}>, {[strings.app.badge[pane](number), news?.said].filter(Boolean).join(', ')}</span>
    </span>
  );

/** The panes, with what waits in each. Amber is for one thing: a new job, or a log that has lines its officer has not seen. */
export const Rail = ({ at, sheet }: { readonly at: PaneName | undefined; readonly sheet: () => void }) => {
  const { go, officer, today, jobs } = useWorkspace();
  const view = today.state.kind === 'ready' ? today.state.value : undefined;
  const logs = view?.storm.known ? view.storm.value.logs : [];
  const counts = {
    today: 0,
    // What is not known yet has no number, and no number is no badge.
    mail: view?.mail.known ? view.mail.value.count : 0,
    storm: logs.length,
    crime: view?.tasks.known ? view.tasks.value.length : 0,
    people: 0,
    fleet: 0,
  };
  const news = newsOf(jobs.jobs.length, logs.filter((log) => log.newLines > 0).length);
  return (
    <nav className={s.rail} aria-label={strings.app.panes.label} data-region>
      <div className={s.mark}>
        <span>
          <Chequer />
        </span>
      </div>
      {panesOf(officer.roles).map((pane) => {
        const [Off, On] = icons[pane];
        const here = pane === at;
        return (
          <button key={pane} type="button" className={s.nav} aria-current={here ? 'page' : undefined} onClick={() => go(pane)}>
            {here ? <On /> : <Off />}
            {strings.app.panes[pane]}
            <Badge pane={pane} number={counts[pane]} news={pane === 'storm' ? news : undefined} />
          </button>
        );
      })}
      <div className={s.spring} />
      <button type="button" className={s.nav} onClick={sheet}>
        <Keyboard24Regular />
        {strings.app.keys}
      </button>
    </nav>
  );
};
