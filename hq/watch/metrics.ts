import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Ending } from '../check/expiry.ts';
import type { Query } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { LogEvent } from '../log-events.ts';
import { logEvents } from '../log-events.ts';
import type { Metric, Sample } from './exposition.ts';
import { inTime } from './in-time.ts';

export interface Watched {
  readonly query: Query;
  readonly endings: () => readonly Ending[];
  readonly policyVersion: () => Promise<number | undefined>;
  /** Live connections by server. */
  readonly sessions: () => Readonly<Record<string, number>>;
}

/** Counts the events of a log on their way to it. Every event is there from the start, so that a rate shows its first. */
export class EventCounts {
  readonly #counts = new Map<LogEvent, number>((Object.keys(logEvents) as LogEvent[]).map((event) => [event, 0]));

  counting(log: Log): Log {
    return (event, detail) => {
      this.#counts.set(event, (this.#counts.get(event) ?? 0) + 1);
      log(event, detail);
    };
  }

  samples(): readonly Sample[] {
    return [...this.#counts].map(([event, value]) => ({ labels: { event }, value }));
  }
}

const PREFIX = 'mobile_office_hq';
const NANOSECONDS = 1e9;
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };

/** What HQ's process shows of itself, its connections and its force. No figure is about one laptop or officer. */
export const createMetrics = (counts: EventCounts) => {
  const delay = monitorEventLoopDelay();
  delay.enable();
  /** A database that does not answer, or not in time, is a figure, too. */
  const collect = async (watched: Watched): Promise<readonly Metric[]> => {
    // Side by side: the policy is in memory, and asks the database where its file has changed.
    const [laptops, policy] = await Promise.all([inTime(laptopsByState(watched.query)), inTime(watched.policyVersion())]);
    const lag = delay.max / NANOSECONDS;
    delay.reset();
    return [
      gauge(`${PREFIX}_info`, 'The version that runs.', [{ labels: { version }, value: 1 }]),
      gauge(`${PREFIX}_database_up`, 'Whether the database answers.', [{ value: laptops === undefined ? 0 : 1 }]),
      gauge(`${PREFIX}_laptops`, 'Laptops of the register.', laptops ?? []),
      gauge(`${PREFIX}_policy_version`, 'The policy in force.', policy === undefined ? [] : [{ value: policy }]),
      gauge(
        `${PREFIX}_sessions`,
        'Live connections.',
        Object.entries(watched.sessions()).map(([server, value]) => ({ labels: { server }, value })),
      ),
      gauge(
        `${PREFIX}_end_timestamp_seconds`,
        'When a certificate or a revocation list ends that HQ does not renew itself.',
        watched.endings().map(({ field, at }) => ({ labels: { field }, value: Math.floor(at.getTime() / 1000) })),
      ),
      { name: `${PREFIX}_events_total`, help: 'Events of the log.', type: 'counter', samples: counts.samples() },
      gauge('process_resident_memory_bytes', 'Memory of the process.', [{ value: process.memoryUsage.rss() }]),
      gauge('process_start_time_seconds', 'When the process began.', [{ value: Math.floor(Date.now() / 1000 - process.uptime()) }]),
      { name: 'process_cpu_seconds_total', help: 'Time on a processor.', type: 'counter', samples: [{ value: cpuSeconds() }] },
      gauge('nodejs_eventloop_lag_max_seconds', 'The longest wait for the process since it was last asked.', [
        { value: Number.isFinite(lag) ? lag : 0 },
      ]),
    ];
  };
  return { collect, close: () => delay.disable() };
};

const laptopsByState = async (query: Query): Promise<readonly Sample[]> => {
  const states = await query
    .selectFrom('device')
    .select(['state', (device) => device.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  return states.map(({ state, count }) => ({ labels: { state }, value: Number(count) }));
};

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({ name, help, type: 'gauge', samples });

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
