import type { z } from 'zod';
import { person } from '../../../contracts/domain/person.ts';
import type { RecordKind } from '../../../contracts/domain/record-decision.ts';
import { thing } from '../../../contracts/domain/thing.ts';

/** The shape of each kind of record. */
export const recordBodies = { person, thing } as const satisfies Readonly<Record<RecordKind, z.ZodType>>;
export type RecordBody = z.infer<(typeof recordBodies)[RecordKind]>;
