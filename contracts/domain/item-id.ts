import { z } from 'zod';

/** The UUID by which a laptop calls what it has made until HQ has allotted a number; unique among one officer's. */
export const provisionalId = z.uuid().toLowerCase();

/** The id of an item on a laptop: HQ's number, or provisional. What HQ publishes has its number. */
export const itemId = <Id extends z.ZodType<string>>(number: Id) => z.union([number, provisionalId]);
