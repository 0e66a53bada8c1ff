import { CalendarCheckmark24Regular } from '@fluentui/react-icons/svg/calendar-checkmark';
import { type ReactNode, useEffect, useState } from 'react';
import { mayDecideRequest } from '../../../../contracts/domain/hr-steps.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import type { ShownLeave, ShownOvertime } from '../../../../contracts/ipc/people.ts';
import { api } from '../../../api.ts';
import { wordOf } from '../../../format/text.ts';
import { fullTime } from '../../../format/time.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { pagesOfAll } from '../../../hooks/usePages.ts';
import { strings } from '../../../strings/index.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { SegmentedControl } from '../../../ui/SegmentedControl.tsx';
import { Empty } from '../../../ui/State.tsx';
import { MasterDetail } from '../../../workspace/MasterDetail.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { SendingChip } from '../../crime/Sending.tsx';
import s from './hr.module.css';
import { RequestPage } from './RequestPage.tsx';
import { isLeave, stateTone, whatOf } from './requestWords.ts';

const { requests: w, states } = strings.hr;
/** Height of a row in rem, before it is measured. */
const rowRem = 7;

type Request = ShownLeave | ShownOvertime;
const filters = ['open', 'team', 'own'] as const;
type Filter = (typeof filters)[number];

/** What waits for the supervisor, what the team's was decided, the officer's own. */
const isIn = (request: Request, filter: Filter, officer: Officer): boolean => {
  if (!mayDecideRequest(request, officer)) return filter === 'own' && request.officer === officer.collarNumber;
  return filter === (request.state === 'asked' ? 'open' : 'team');
};

/** What the officer has asked of HR and, for a supervisor, what the team has: oldest first where it waits, else the newest. */
export const Requests = ({ seg, id }: { readonly seg: ReactNode; readonly id: string | undefined }) => {
  const { go, rename, officer } = useWorkspace();
  const ask = useFetched(['people.requests'], () => api.people.requests(null), { topics: ['people'] });
  const supervises = officer.roles.includes('supervisor');
  const all: readonly Request[] = ask.state.kind === 'ready' ? [...ask.state.value.leave, ...ask.state.value.overtime] : [];
  const [chosenFilter, setFilter] = useState<Filter>();
  const opened = all.find((request) => request.id === id || (id !== undefined && request.was === id));
  const number = opened?.id;
  useEffect(() => {
    // HQ has numbered what is open.
    if (number !== undefined && number !== id) rename({ pane: 'people', view: 'requests', id: number });
  }, [id, number, rename]);
  const inOpened = opened && filters.find((one) => isIn(opened, one, officer));
  const on = supervises ? (chosenFilter ?? inOpened ?? 'open') : 'own';
  const rowsOf = (filter: Filter): readonly Request[] => {
    const rows = all.filter((request) => isIn(request, filter, officer)).toSorted((a, b) => a.askedAt.localeCompare(b.askedAt));
    return filter === 'open' ? rows : rows.toReversed();
  };
  const pages = pagesOfAll(ask, () => rowsOf(on));
  const selected = opened ?? (id === undefined ? rowsOf(on)[0] : undefined);
  return (
    <MasterDetail
      title={supervises ? w.titleTeam : w.title}
      pages={pages}
      words={strings.errors.codes}
      where="people.requests"
      loading={w.loading}
      row={(request: Request) => ({
        key: request.id,
        content: <Row request={request} />,
        open: () => {
          // Once it is decided, the list stays at what waits.
          setFilter(on);
          go({ pane: 'people', view: 'requests', id: request.id });
        },
      })}
      rowRem={rowRem}
      selected={selected?.id}
      empty={
        <Empty
          quiet
          icon={<CalendarCheckmark24Regular />}
          title={on === 'open' ? w.noneOpen : w.none}
          lead={on === 'open' ? w.noneOpenLead : w.noneLead}
        />
      }
      before={seg}
      tools={
        supervises && (
          <SegmentedControl
            label={w.filter}
            items={filters.map((one) => ({ id: one, label: w.filters[one], count: rowsOf(one).length }))}
            on={on}
            choose={(next) => {
              setFilter(next);
              go({ pane: 'people', view: 'requests' });
            }}
          />
        )
      }
      choose={<Empty icon={<CalendarCheckmark24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {selected !== undefined && <RequestPage key={selected.was ?? selected.id} request={selected} />}
    </MasterDetail>
  );
};

const Row = ({ request }: { readonly request: Request }) => (
  <>
    <span className={s.rowTop}>
      <Chip tone="info">{isLeave(request) ? w.leave : w.overtime}</Chip>
    </span>
    <span className={s.rowName}>{request.name}</span>
    <span className={s.rowWhere}>{whatOf(request)}</span>
    <span className={s.rowWhere}>{w.asked(fullTime(request.askedAt))}</span>
    <span className={s.rowChips}>
      <Chip tone={stateTone(request.state)}>{wordOf(states, request.state)}</Chip>
      <SendingChip sending={request.sending} />
    </span>
  </>
);
