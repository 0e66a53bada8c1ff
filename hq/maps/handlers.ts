import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { HttpError } from '../http/answer.ts';
import type { Handlers } from '../http/endpoints.ts';
import { mapFolder } from './folder.ts';

export interface MapParts {
  /** Undefined for an HQ that offers no maps. */
  readonly maps: string | undefined;
}

/** Maps of districts for officers: each is offered that of the own area. */
export const mapHandlers = ({ maps }: MapParts): Handlers<'map' | 'mapPart', ShiftIdentity> => {
  const folder = maps === undefined ? undefined : mapFolder(maps);
  return {
    map: async (_, { officer }) => {
      const manifest = folder?.manifest(officer.area);
      if (manifest === undefined) throw new HttpError('NotFound');
      return manifest;
    },
    mapPart: async ({ segments }) => {
      const part = await folder?.part(segments.hash);
      if (part === undefined) throw new HttpError('NotFound');
      return part;
    },
  };
};
