import { useEffect } from 'react';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { AskState } from '../../workspace/AskState.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import type { ActionKind } from './actions/kinds.ts';
import { OpenedAction } from './actions/OpenedAction.tsx';
import { CardPage } from './record/CardPage.tsx';
import { ReportPage } from './record/ReportPage.tsx';

/** One report, or what crews are told of it, with the form that is open on it. One that was opened before HQ had numbered it stays the same page. */
export const Record = ({ id, location }: { readonly id: string; readonly location: LocationOf<'missing'> }) => {
  const { go, rename } = useWorkspace();
  const called = location.was ?? id;
  const ask = useAsk(['missing.get', called], () => api.missing.get({ id: called }), {
    topics: ['missing', 'crime', 'outbox'],
    fresh: true,
  });
  const number = ask.state.kind === 'ready' ? ask.state.value.id : undefined;
  useEffect(() => {
    if (number !== undefined && number !== id) rename({ ...location, id: number, was: called });
  }, [number, id, called, location, rename]);
  const act = (kind?: ActionKind): void =>
    go({ ...location, id: number ?? id, action: kind === undefined ? undefined : { kind }, draft: undefined });
  return (
    <AskState ask={ask} words={strings.errors.codes} where="missing.get" loading={strings.missing.loadingRecord}>
      {({ report, tasks, card, asOf }) => (
        <>
          {report !== undefined ? (
            <ReportPage report={report} tasks={tasks} card={card} asOf={asOf} called={called} draft={location.draft} act={act} />
          ) : (
            card !== undefined && <CardPage card={card} asOf={asOf} called={called} draft={location.draft} act={act} />
          )}
          {location.action !== undefined && (report !== undefined || (card !== undefined && location.action.kind === 'found')) && (
            <OpenedAction
              action={location.action}
              called={called}
              id={report?.id ?? id}
              name={report?.name ?? card?.name ?? ''}
              lastSeenAt={(report ?? card)?.lastSeen.at ?? ''}
              report={report}
              close={act}
            />
          )}
          <p role="status" className="heard">
            {isProvisional(called) && number !== undefined && !isProvisional(number) && strings.missing.numbered(number)}
          </p>
        </>
      )}
    </AskState>
  );
};
