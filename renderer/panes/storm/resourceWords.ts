import type { Resource } from '../../../contracts/domain/incident.ts';
import type { ShownIncident } from '../../../contracts/ipc/storm.ts';
import { serialOf } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import type { Codes } from '../../workspace/codes.ts';

/** The status of a resource, and where it is, if that is another log than the one that lists it. */
export const resourceWords = (
  codes: Codes,
  { id, elsewhere = [] }: Pick<ShownIncident, 'id' | 'elsewhere'>,
  { callSign, status }: Resource,
): string => {
  const words = codes.status(status, id);
  const other = elsewhere.find((one) => one.callSign === callSign);
  return other === undefined ? words : strings.storm.elsewhere(words, serialOf(other.incidentId));
};
