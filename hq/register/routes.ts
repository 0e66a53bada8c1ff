import { z } from 'zod';
import { deviceName } from '../../contracts/domain/device.ts';
import { staffId as staffIdContract } from '../../contracts/domain/officer.ts';
import { deviceQuery, officerQuery } from '../../contracts/hq/fleet.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import type { Database } from '../database/database.ts';
import { requireIct } from '../fleet/ict.ts';
import type { StandingPolicy } from '../fleet/policy/policy-in-force.ts';
import { type Answer, jsonAnswer } from '../http/answer.ts';
import type { Asked } from '../http/asked.ts';
import { jsonBody } from '../http/json-body.ts';
import type { Route } from '../http/router.ts';
import { giveCode } from './code.ts';
import { describeDevice } from './device-detail.ts';
import { listDevices } from './devices.ts';
import { restore, revoke, revokeCardOf, rolesRequest, setRoles } from './officer-access.ts';
import { listOfficers } from './officers.ts';
import { refusal } from './problem.ts';

export interface RegisterParts {
  readonly database: Database;
  readonly policy: StandingPolicy;
}

type Segments = Readonly<Record<string, string>>;
type Work = (asked: Asked, shift: ShiftIdentity, segments: Segments, at: Date) => Promise<unknown>;

const MAX_BODY_BYTES = 4 * 1024;
const codeRequest = z.object({ pool: z.string().max(200) });

/** Laptops and officers of the fleet register (contracts/hq/fleet.ts), over the services: for ICT alone. */
export const registerRoutes = ({
  database,
  policy,
}: RegisterParts): readonly Route<(asked: Asked, shift: ShiftIdentity, segments: Segments) => Promise<Answer>>[] => {
  const forIct = (work: Work) => async (asked: Asked, shift: ShiftIdentity, segments: Segments) => {
    await requireIct(database, shift);
    return jsonAnswer(await work(asked, shift, segments, new Date()));
  };
  return [
    { method: 'GET', path: '/v1/fleet/devices', handle: forIct((asked) => listDevices(database.query, deviceQueryOf(asked))) },
    {
      method: 'GET',
      path: '/v1/fleet/devices/{name}',
      handle: forIct((_, __, { name }, at) => describeDevice({ database, policy }, segmentOf(deviceName, name), at)),
    },
    {
      method: 'POST',
      path: '/v1/fleet/devices/{name}/code',
      handle: forIct(async (asked, { officer }, { name }, at) => {
        const { pool } = await jsonBody(asked, MAX_BODY_BYTES, codeRequest);
        return giveCode(database, { device: segmentOf(deviceName, name), pool, actor: officer.staffId }, at);
      }),
    },
    { method: 'GET', path: '/v1/fleet/officers', handle: forIct((asked) => listOfficers(database.query, officerQueryOf(asked))) },
    {
      method: 'POST',
      path: '/v1/fleet/officers/{staffId}/revoke',
      handle: forIct((_, shift, { staffId }, at) => revoke(database, shift, segmentOf(staffIdContract, staffId), at)),
    },
    {
      method: 'POST',
      path: '/v1/fleet/officers/{staffId}/restore',
      handle: forIct((_, shift, { staffId }, at) => restore(database, shift, segmentOf(staffIdContract, staffId), at)),
    },
    {
      method: 'POST',
      path: '/v1/fleet/officers/{staffId}/roles',
      handle: forIct(async (asked, shift, { staffId }, at) => {
        const { roles } = await jsonBody(asked, MAX_BODY_BYTES, rolesRequest);
        return setRoles(database, shift, { staffId: segmentOf(staffIdContract, staffId), roles }, at);
      }),
    },
    {
      method: 'POST',
      path: '/v1/fleet/officers/{staffId}/cards/{serial}/revoke',
      handle: forIct((_, shift, { staffId, serial }, at) =>
        revokeCardOf(database, shift, { staffId: segmentOf(staffIdContract, staffId), serial: segmentOf(serialNumber, serial) }, at),
      ),
    },
  ];
};

const serialNumber = z.string().regex(/^[0-9a-f]{1,64}$/);

/** A segment of the path; what cannot be the name of anything is not found. */
const segmentOf = (schema: z.ZodType<string>, segment: string | undefined): string => {
  const parsed = schema.safeParse(segment);
  if (!parsed.success) throw refusal('NotFound');
  return parsed.data;
};

/** Numbers and the like are words in a query. */
const deviceQueryOf = ({ query }: Pick<Asked, 'query'>) => {
  const { descending, ...rest } = wordsOf(query);
  const flag = descending === undefined ? {} : { descending: descending === 'true' ? true : descending === 'false' ? false : descending };
  return parsedOr(deviceQuery, { ...rest, ...flag });
};

const officerQueryOf = ({ query }: Pick<Asked, 'query'>) => parsedOr(officerQuery, wordsOf(query));

const wordsOf = (query: URLSearchParams): Record<string, unknown> => {
  const words: Record<string, unknown> = Object.fromEntries(query);
  for (const name of ['offset', 'limit']) if (typeof words[name] === 'string') words[name] = wholeNumber(words[name]);
  return words;
};

const wholeNumber = (word: string): number | string => (/^\d{1,9}$/.test(word) ? Number(word) : word);

const parsedOr = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refusal('Malformed');
  return parsed.data;
};
