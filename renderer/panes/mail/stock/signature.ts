import { SIGNATURE_KEY } from '../../../../contracts/domain/draft-key.ts';
import { formalName } from '../../../../contracts/domain/formal-name.ts';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { api } from '../../../api.ts';
import type { DraftForm } from '../../../hooks/useDraft.ts';
import { fitted } from '../../../workspace/form/values.ts';
import type { LetterFields } from '../letterFields.ts';

/** What stands under an officer's messages. `use`: "no" where none is to. */
export interface Signature {
  readonly text: string;
  readonly use: string;
}

/** As the officer's own record has it, until they write another: rank, number and name, team and station. */
const ofRecord = (officer: Officer): Signature => {
  const unit = [officer.team, officer.station].filter((part) => part !== '').join(', ');
  return { text: [formalName(officer), unit].filter((line) => line !== '').join('\n'), use: 'yes' };
};

/** The officer's signature as a form that is kept while it is typed. */
export const signatureForm = (officer: Officer): DraftForm<Signature> => ({
  ...{ key: SIGNATURE_KEY, kind: 'mail.signature', system: 'mail', initial: ofRecord(officer) },
  read: (kept) => fitted(ofRecord(officer), kept),
  title: ({ text }) => text,
});

/** What is to stand under a message; the record's where nothing else can be read. */
export const signatureOf = async (officer: Officer): Promise<string> => {
  const kept = await api.drafts.get({ key: SIGNATURE_KEY }).catch(() => undefined);
  const { text, use } = kept?.ok === true && kept.value !== null ? signatureForm(officer).read(kept.value.fields) : ofRecord(officer);
  return use === 'no' ? '' : text.trim();
};

/** What a message begins with, with the signature over what it quotes, after the usual dashes (RFC 3676 §4.3). */
export const signed = (fields: LetterFields, signature: string): LetterFields =>
  signature === '' ? fields : { ...fields, text: `\n\n-- \n${signature}${fields.text}` };
