import { CalendarCheckmark24Regular } from '@fluentui/react-icons/svg/calendar-checkmark';
import { type ReactNode, useEffect, useState } from 'react';
import { isAnswerNew, isForDecision, mayDecideRequest } from '../../../../contracts/domain/hr-steps.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { api } from '../../../api.ts';
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
import { askedAtOf, isSickness, isSwap, type Listed, seriesOf, whatOf } from './requestWords.ts';
import { StateChip } from './StateChip.tsx';
import { SicknessPage } from './sickness/SicknessPage.tsx';

const { requests: w } = strings.hr;
/** Height of a row in rem, before it is measured. */
const rowRem = 7;

const filters = ['open', 'team', 'sick', 'own'] as const;
type Filter = (typeof filters)[number];

/** What waits for the supervisor, what of the team's does not, who of the team is or was sick; the officer's own, a colleague's swap among it. */
const isIn = (request: Listed, filter: Filter, officer: Officer): boolean => {
  const { collarNumber } = officer;
  if (isSickness(request)) return filter === (request.officer === collarNumber ? 'own' : 'sick');
  if (!mayDecideRequest(request, officer))
    return filter === 'own' && (request.officer === collarNumber || (isSwap(request) && request.partner.officer === collarNumber));
  return filter === (isForDecision(request) ? 'open' : 'team');
};

/** What the officer has asked of HR and, for a supervisor, what the team has: oldest first where it waits, else the newest. */
export const Requests = ({ seg, id }: { readonly seg: ReactNode; readonly id: string | undefined }) => {
  const { go, rename, officer } = useWorkspace();
  const ask = useFetched(['people.requests'], () => api.people.requests(null), { topics: ['people'] });
  const supervises = officer.roles.includes('supervisor');
  const all: readonly Listed[] = ask.state.kind === 'ready' ? Object.values(ask.state.value).flat() : [];
  const [chosen, setChosen] = useState<{ readonly filter: Filter; readonly id?: string }>();
  const opened = all.find((request) => request.id === id || (id !== undefined && request.was === id));
  const number = opened?.id;
  useEffect(() => {
    // HQ has numbered what is open.
    if (number !== undefined && number !== id) rename({ pane: 'people', view: 'requests', id: number });
  }, [id, number, rename]);
  const inOpened = opened && filters.find((one) => isIn(opened, one, officer));
  // What was opened by a link, and not from the list, brings its own list.
  const isChosen = chosen !== undefined && (id === undefined || id === chosen.id || (opened !== undefined && opened.was === chosen.id));
  const on = supervises ? ((isChosen ? chosen.filter : inOpened) ?? 'open') : 'own';
  const rowsOf = (filter: Filter): readonly Listed[] => {
    const rows = all.filter((request) => isIn(request, filter, officer)).toSorted((a, b) => askedAtOf(a).localeCompare(askedAtOf(b)));
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
      row={(request: Listed) => ({
        key: request.id,
        content: <Row request={request} isNew={!isSickness(request) && isAnswerNew(request, officer)} />,
        open: () => {
          // Once it is decided, the list stays at what waits.
          setChosen({ filter: on, id: request.id });
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
              setChosen({ filter: next });
              go({ pane: 'people', view: 'requests' });
            }}
          />
        )
      }
      choose={<Empty icon={<CalendarCheckmark24Regular />} title={w.choose} lead={w.chooseLead} />}
    >
      {selected !== undefined &&
        (isSickness(selected) ? (
          <SicknessPage key={selected.was ?? selected.id} sickness={selected} />
        ) : (
          <RequestPage key={selected.was ?? selected.id} request={selected} isOpened={selected === opened} />
        ))}
    </MasterDetail>
  );
};

const Row = ({ request, isNew }: { readonly request: Listed; readonly isNew: boolean }) => (
  <>
    <span className={s.rowTop}>
      <Chip tone="info">{seriesOf(request)}</Chip>
    </span>
    <span className={s.rowName}>{request.name}</span>
    <span className={s.rowWhere}>{whatOf(request)}</span>
    <span className={s.rowWhere}>{(isSickness(request) ? strings.hr.sickness.reported : w.asked)(fullTime(askedAtOf(request)))}</span>
    <span className={s.rowChips}>
      {isNew && <Chip tone="info">{w.newAnswer}</Chip>}
      <StateChip request={request} />
      <SendingChip sending={request.sending} />
    </span>
  </>
);
