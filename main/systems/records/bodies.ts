import type { Person } from '../../../contracts/domain/person.ts';
import type { Thing } from '../../../contracts/domain/thing.ts';
import type { ShownRecord, ShownThingRecord } from '../../../contracts/ipc/records.ts';

/** Each kind of record as HQ has it, and as it is shown here. */
export interface RecordBodies {
  readonly person: Person;
  readonly thing: Thing;
}
export interface ShownRecords {
  readonly person: ShownRecord;
  readonly thing: ShownThingRecord;
}
