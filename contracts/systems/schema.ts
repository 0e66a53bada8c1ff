import { z } from 'zod';
import { type ChangeTopic, changeTopics, type FeedSystemId, feedSystemIds, type SystemId, systemIds } from './ids.ts';

const oneOf = <Id extends string>(ids: readonly Id[]) => z.enum(ids as readonly [Id, ...Id[]]);

export const systemId = oneOf<SystemId>(systemIds);
export const feedSystemId = oneOf<FeedSystemId>(feedSystemIds);
export const changeTopic = oneOf<ChangeTopic>(changeTopics);
