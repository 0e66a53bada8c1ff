import { ok, type Result } from '../../../../contracts/result.ts';
import { api } from '../../../api.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import type { FromLog } from './crimeFields.ts';

/** A log that a report comes from, with whom links join to it. */
export const fromLog = async (id: string): Promise<Result<FromLog, ErrorCode>> => {
  // The officer has it open, or had: its lines are seen when it is opened as a log.
  const [log, persons] = await Promise.all([api.storm.get({ id }), api.records.ofLog({ id })]);
  // A report is begun also where the records are not here.
  return log.ok ? ok({ log: log.value, persons: persons.ok && persons.value.known ? persons.value.value : [] }) : log;
};
