import { heldNow } from '../../../../contracts/domain/exhibit-continuity.ts';
import { type ContinuityAct, continuityActs } from '../../../../contracts/domain/exhibit-words.ts';
import type { ShownExhibit } from '../../../../contracts/ipc/exhibits.ts';
import type { Given } from '../../../../contracts/systems/index.ts';
import { strings } from '../../../strings/index.ts';
import type { When } from '../../../ui/fields.tsx';
import type { Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, instantOf, some, textFault, whenFault, whenOf, written } from '../../../workspace/form/values.ts';

const { move: w } = strings.exhibits;
export const SEAL_LENGTH = 40;
export const NOTE_LENGTH = 500;

/** What happened to an exhibit, as its form has it. */
export interface MoveFields {
  readonly act: string;
  readonly holder: string;
  readonly place: string;
  readonly happened: When;
  readonly seal: string;
  readonly text: string;
}

export const newMove = (now: Date): MoveFields => ({
  ...{ act: '', holder: '', place: '', seal: '', text: '', happened: whenOf(now.toISOString()) },
});

/** Of a draft, or of the payload of a command that HQ did not take. */
export const readMove = (kept: Readonly<Record<string, unknown>>, otherwise: MoveFields): MoveFields => {
  if (!('happenedAt' in kept)) return fitted(otherwise, kept);
  const { happenedAt, note, ...same } = fitted({ ...otherwise, happenedAt: '', note: '' }, kept);
  return { ...same, text: note, happened: happenedAt === '' ? otherwise.happened : whenOf(happenedAt) };
};

export const moveFaults = ({ act, holder, place, happened, seal, text }: MoveFields, may: readonly ContinuityAct[], now: Date): Faults => {
  const corrects = act === 'corrected';
  return faultsOf({
    act: may.some((one) => one === act) ? undefined : w.noAct,
    holder: corrects ? undefined : textFault(holder, w.none.holder),
    place: corrects ? undefined : textFault(place, w.none.place),
    happened: happenedFault(happened, now),
    seal: textFault(seal, undefined, SEAL_LENGTH),
    text: textFault(text, corrects ? w.none.text : undefined, NOTE_LENGTH),
  });
};

/** What is wrong with the time of something that happened. */
export const happenedFault = (happened: When, now: Date): string | undefined =>
  whenFault(happened) ?? ((instantOf(happened) ?? '') > now.toISOString() ? w.future : undefined);

/** The command of a form without faults: what comes after the entry that was seen last. A corrected label leaves it where it is. */
export const movePayload = (
  { act, holder, place, happened, seal, text }: MoveFields,
  exhibit: ShownExhibit,
): Given<'exhibits', 'exhibit.continue'> => {
  const held = act === 'corrected' ? heldNow(exhibit) : undefined;
  return {
    ...{ exhibitId: exhibit.id, after: exhibit.continuity.at(-1)?.id ?? '', act: actOf(act), happenedAt: instantOf(happened) ?? '' },
    ...{ holder: held?.holder ?? written(holder), place: held?.place ?? written(place) },
    ...(act === 'corrected' ? {} : some('seal', seal)),
    ...some('note', text),
  };
};

const actOf = (act: string): Exclude<ContinuityAct, 'taken'> => {
  const known = continuityActs.find((one) => one === act);
  return known === undefined || known === 'taken' ? 'corrected' : known;
};
