import { clip } from '../../contracts/domain/clip.ts';
import { leafCount } from '../../contracts/domain/clip-parts.ts';
import type { ShiftIdentity } from '../connections/shift-gate.ts';
import { audit } from '../database/audit.ts';
import type { Database } from '../database/database.ts';
import { HttpError } from '../http/answer.ts';
import type { Handlers } from '../http/endpoints.ts';
import { findVisible } from '../systems/find.ts';
import { clipFolder } from './folder.ts';

export interface VideoParts {
  readonly database: Database;
  /** Undefined for an HQ that has no clips. */
  readonly clips: string | undefined;
}

/** While one officer goes on asking for the same clip it is one view. */
const SAME_VIEW_MS = 5 * 60_000;
/** As many views as are remembered; one that is forgotten is written down once more. */
const MOST_VIEWS = 1000;

/** Clips in proven pieces, for who sees their crime. What cannot be written down as a view is not given. */
export const videoHandlers = ({ database, clips }: VideoParts): Handlers<'clipLeaves', ShiftIdentity> => {
  const folder = clips === undefined ? undefined : clipFolder(clips);
  const views = new Map<string, number>();
  const noteView = async ({ officer, device }: ShiftIdentity, id: string): Promise<void> => {
    const [key, now] = [`${officer.staffId} ${device} ${id}`, Date.now()];
    const last = views.get(key);
    if (last === undefined || now - last > SAME_VIEW_MS)
      await audit(database.query, { actor: officer.staffId, action: 'clipViewed', subject: id, detail: device });
    views.delete(key);
    views.set(key, now);
    const [oldest] = views.keys();
    if (views.size > MOST_VIEWS && oldest !== undefined) views.delete(oldest);
  };
  return {
    clipLeaves: async ({ segments: { clip: id }, query: { first, count } }, shift) => {
      const found = await findVisible(database.query, { system: 'video', kind: 'clip', id }, clip, shift.officer);
      if (found === undefined || first >= leafCount(found.body.bytes)) throw new HttpError('NotFound');
      await noteView(shift, id);
      const leaves = await folder?.leaves(id, found.body.bytes, first, count);
      if (leaves === undefined) throw new HttpError('NotFound');
      return leaves;
    },
  };
};
