import type { Ending } from '../check/expiry.ts';
import type { HqConfig } from '../config.ts';
import type { RunningServer } from '../connections/guarded-server.ts';
import type { Query } from '../database/database.ts';
import type { PolicyInForce } from '../fleet/policy/policy-in-force.ts';
import type { Log } from '../log.ts';
import { createMetrics, type EventCounts } from './metrics.ts';
import { startWatch } from './server.ts';

/** Opens HQ's address for health and metrics; undefined where the configuration has none. */
export const watchHq = async (parts: {
  readonly config: HqConfig;
  readonly query: Query;
  readonly counts: EventCounts;
  readonly log: Log;
  readonly endings: () => readonly Ending[];
  readonly policy: PolicyInForce;
  readonly servers: Readonly<Record<string, RunningServer>>;
}): Promise<{ readonly port: number; close(): Promise<void> } | undefined> => {
  const { config, query, counts, log, endings, policy, servers } = parts;
  const { watch: port, watchHost: host } = config.listen;
  if (port === undefined) return undefined;
  const metrics = createMetrics(counts);
  const watched = {
    query,
    endings,
    policyVersion: async () => (await policy.current())?.policy.version,
    sessions: () => Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, server.sessions()])),
  };
  const server = await startWatch({ host, port, query, log, metrics: () => metrics.collect(watched) });
  return {
    port: server.port,
    close: async () => {
      metrics.close();
      await server.close();
    },
  };
};
