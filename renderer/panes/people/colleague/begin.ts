import type { Officer } from '../../../../contracts/domain/officer.ts';
import { api } from '../../../api.ts';
import type { Location } from '../../../workspace/location.ts';
import { calledOf } from '../../crime/forms/OfficerField.tsx';

/** A letter to the officer, begun; undefined where no more drafts are kept. */
export const beginMail = async (officer: Officer): Promise<Location | undefined> => {
  const draft = crypto.randomUUID();
  const to = [{ name: calledOf(officer), address: officer.mailAddress ?? '' }];
  const kept = await api.drafts.save({ key: draft, kind: 'mail.send', system: 'mail', title: '', fields: { to }, blobs: [] });
  return kept.ok ? { pane: 'mail', form: { draft } } : undefined;
};

/** A task for the officer, begun; undefined where no more drafts are kept. */
export const beginTask = async ({ collarNumber }: Officer): Promise<Location | undefined> => {
  const draft = crypto.randomUUID();
  const fields = { who: collarNumber, owner: collarNumber, what: '' };
  const kept = await api.drafts.save({ key: draft, kind: 'task.create', system: 'crime', title: '', fields, blobs: [] });
  return kept.ok ? { pane: 'crime', form: { kind: 'task.create', draft } } : undefined;
};
