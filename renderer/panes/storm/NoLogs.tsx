import { Alert24Regular } from '@fluentui/react-icons/svg/alert';
import type { IncidentScope } from '../../../contracts/domain/incident-list.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Loading } from '../../ui/State.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { filtersOf, type LogFilter } from './filter.ts';

const { empty, filter: w } = strings.storm;

/** Why a list has no log, and the way on: without the filter, or to another list. */
export const NoLogs = ({
  scope,
  filter,
  counts,
  clear,
  show,
}: {
  readonly scope: IncidentScope;
  readonly filter: LogFilter;
  readonly counts: Readonly<Record<IncidentScope, number>> | undefined;
  readonly clear: () => void;
  readonly show: (scope: IncidentScope) => void;
}) => {
  const { unit } = useWorkspace();
  const icon = <Alert24Regular />;
  const filters = filtersOf(filter);
  if (filters.length > 0)
    return (
      <Empty
        quiet
        icon={icon}
        title={w.none(strings.storm.titles[scope])}
        lead={w.noneLead(filters, counts?.[scope])}
        action={
          <Button appearance="primary" onClick={clear}>
            {w.clear}
          </Button>
        }
      />
    );
  switch (scope) {
    case 'mine': {
      // Which unit is mine is asked beside the list.
      if (unit === undefined) return <Loading label={strings.storm.loading} />;
      const area = counts?.area ?? 0;
      return (
        <Empty
          quiet
          icon={icon}
          title={empty.mine(unit?.callSign)}
          lead={empty.mineLead}
          action={
            area > 0 && (
              <Button appearance="primary" onClick={() => show('area')}>
                {empty.mineAction(area)}
              </Button>
            )
          }
        />
      );
    }
    case 'area':
      return <Empty quiet icon={icon} title={empty.area} lead={empty.areaLead} />;
    case 'team':
      return <Empty quiet icon={icon} title={empty.team} lead={empty.teamLead} />;
    case 'live':
      return <Empty quiet icon={icon} title={empty.live} lead={empty.liveLead} />;
    case 'closed':
      return <Empty quiet icon={icon} title={empty.closed} lead={empty.closedLead} />;
  }
};
