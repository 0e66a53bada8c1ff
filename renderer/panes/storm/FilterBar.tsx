import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { Filter20Filled, Filter20Regular } from '@fluentui/react-icons/svg/filter';
import { useId, useState } from 'react';
import { type IncidentScope, incidentAges, incidentSorts } from '../../../contracts/domain/incident-list.ts';
import type { IncidentFacets } from '../../../contracts/ipc/storm.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import menu from '../../ui/listMenu.module.css';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './filter.module.css';
import { choicesOf, filtersOf, type LogFilter, ownOrder } from './filter.ts';

const { filter: w } = strings.storm;
/** Stands for no choice in a menu. */
const ANY = '';
const none: IncidentFacets = { units: [], areas: [], grades: [] };

interface Props {
  readonly scope: IncidentScope;
  readonly filter: LogFilter;
  readonly change: (filter: LogFilter) => void;
}

/** One of the filters: what is chosen stands on its button. */
const Pick = ({
  name,
  any,
  chosen,
  choices,
  choose,
}: {
  readonly name: string;
  /** No choice. */
  readonly any: string;
  readonly chosen: string | undefined;
  readonly choices: readonly { readonly id: string; readonly label: string; readonly count?: number }[];
  readonly choose: (id: string | undefined) => void;
}) => {
  const shown = choices.find(({ id }) => id === chosen)?.label ?? chosen ?? any;
  return (
    <ChoiceMenu
      name={`${shown}. ${name}`}
      menuName={name}
      className={classes(s.pick, chosen !== undefined && s.on)}
      button={
        <>
          <span>{shown}</span>
          <ChevronDown20Regular />
        </>
      }
      choices={[{ id: ANY, label: any }, ...choices].map(({ id, label, ...rest }) => ({
        id,
        content: (
          <>
            {label}
            {'count' in rest && rest.count !== undefined && <small className={menu.count}>{rest.count}</small>}
          </>
        ),
      }))}
      chosen={chosen ?? ANY}
      choose={(id) => choose(id === ANY ? undefined : id)}
    />
  );
};

const Picks = ({ scope, filter, change }: Props) => {
  const { codes } = useWorkspace();
  const { state } = useFetched(['storm.facets', scope], () => api.storm.facets({ scope }), { topics: ['storm', 'outbox'] });
  const { units, areas, grades } = state.kind === 'ready' ? state.value : none;
  const counted = <Value extends string | number>(
    all: readonly { readonly value: Value; readonly count: number }[],
    label: (value: Value) => string = String,
  ) => all.map(({ value, count }) => ({ id: String(value), label: label(value), count }));
  const gradeLabel = (grade: string | number): string => strings.storm.grade(Number(grade), codes.label('grade', grade));
  return (
    <div className={s.picks}>
      <Pick
        name={w.sort}
        any={ownOrder(scope)}
        chosen={filter.sort}
        choices={incidentSorts.filter((sort) => w.sorts[sort] !== ownOrder(scope)).map((id) => ({ id, label: w.sorts[id] }))}
        choose={(id) => change({ ...filter, sort: incidentSorts.find((sort) => sort === id) })}
      />
      <Pick name={w.unit} any={w.any.unit} chosen={filter.unit} choices={counted(units)} choose={(unit) => change({ ...filter, unit })} />
      <Pick
        name={w.grade}
        any={w.any.grade}
        chosen={filter.grade?.toString()}
        choices={counted(grades, gradeLabel)}
        choose={(id) => change({ ...filter, grade: id === undefined ? undefined : Number(id) })}
      />
      <Pick
        name={w.age}
        any={w.any.age}
        chosen={filter.age}
        choices={incidentAges.map((id) => ({ id, label: w.ages[id] }))}
        choose={(id) => change({ ...filter, age: incidentAges.find((age) => age === id) })}
      />
      {(areas.length > 1 || filter.area !== undefined) && (
        <Pick name={w.area} any={w.any.area} chosen={filter.area} choices={counted(areas)} choose={(area) => change({ ...filter, area })} />
      )}
    </div>
  );
};

/** What a list of logs is narrowed down by: words always, the rest behind one button that says how much of it is set. */
export const FilterBar = ({ found, ...props }: Props & { readonly found: string | undefined }) => {
  const { filter, change } = props;
  const set = choicesOf(filter).length + (filter.sort === undefined ? 0 : 1);
  const [open, setOpen] = useState(set > 0);
  const picks = useId();
  return (
    <search className={s.filter}>
      <div className={s.row}>
        <SearchBox label={w.label} text={filter.text ?? ''} change={(text) => change({ ...filter, text })} found={found} />
        <button
          type="button"
          className={classes(s.pick, s.toggle, set > 0 && s.on)}
          aria-expanded={open}
          aria-controls={picks}
          onClick={() => setOpen(!open)}
        >
          {set > 0 ? <Filter20Filled /> : <Filter20Regular />}
          <span>{w.open(set)}</span>
        </button>
      </div>
      <div id={picks} hidden={!open}>
        {open && <Picks {...props} />}
      </div>
      {open && filtersOf(filter).length > 0 && (
        <Button appearance="subtle" onClick={() => change({ sort: filter.sort })}>
          {w.clear}
        </Button>
      )}
    </search>
  );
};
