import type { QueryClient } from '@tanstack/react-query';
import type { Result } from '../../contracts/result.ts';
import { type ChangeTopic, systemIds } from '../../contracts/systems/ids.ts';
import { api } from '../api.ts';
import { answerOf } from './queries.ts';

interface Question<Value, Code extends string> {
  readonly key: readonly [string];
  readonly call: () => Promise<Result<Value, Code>>;
  readonly topics: readonly ChangeTopic[];
}

const question = <Value, Code extends string>(
  name: string,
  call: () => Promise<Result<Value, Code>>,
  topics: readonly ChangeTopic[],
): Question<Value, Code> => ({ key: [name], call, topics });

/** What the frame and Today show: asked in every session, whichever pane is open. */
export const firstQuestions = {
  /** All but drafts: none of them is on Today, and they change at every pause in typing. */
  today: question('today.view', () => api.today.view(null), [...systemIds, 'outbox']),
  codeLists: question('storm.codeLists', () => api.storm.codeLists(null), ['storm']),
  unit: question('storm.unit', () => api.storm.unit(null), ['storm', 'outbox']),
  alerts: question('storm.alerts', () => api.storm.alerts(null), ['storm', 'outbox']),
  missingAlerts: question('missing.alerts', () => api.missing.alerts(null), ['missing', 'outbox']),
} as const;

/** Asks them ahead of the first drawing, so that main answers while that goes on. */
export const askFirst = (client: QueryClient): void => {
  for (const { key, call, topics } of Object.values(firstQuestions))
    void client.prefetchQuery({ queryKey: key, queryFn: () => answerOf<unknown, string>(call), meta: { topics } });
};
