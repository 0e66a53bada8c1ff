import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { type IncidentScope, incidentScopes } from '../../../contracts/domain/incident-list.ts';
import { strings } from '../../strings/index.ts';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import s from './filter.module.css';

/** Which list of logs is shown, in the place of its title, with how many each has. */
export const ListMenu = ({
  scope,
  counts,
  choose,
}: {
  readonly scope: IncidentScope;
  readonly counts: Readonly<Record<IncidentScope, number>> | undefined;
  readonly choose: (scope: IncidentScope) => void;
}) => (
  <ChoiceMenu
    name={strings.storm.listChosen(strings.storm.titles[scope], counts?.[scope])}
    menuName={strings.storm.lists}
    className={s.lists}
    button={
      <>
        {strings.storm.titles[scope]} {counts !== undefined && <span>{counts[scope]}</span>}
        <ChevronDown20Regular />
      </>
    }
    choices={incidentScopes.map((id) => ({
      id,
      content: (
        <>
          {strings.storm.titles[id]}
          {counts !== undefined && <small className={s.count}>{counts[id]}</small>}
        </>
      ),
    }))}
    chosen={scope}
    choose={(id) => {
      const next = incidentScopes.find((one) => one === id);
      if (next !== undefined) choose(next);
    }}
  />
);
