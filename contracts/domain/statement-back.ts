import { z } from 'zod';
import { day } from './common.ts';
import { maybeText } from './text.ts';

/** The form's own lists are short; what does not fit goes into one of the texts. */
const MOST_DATES = 30;
const TEXT_LENGTH = 1000;
const line = maybeText(200);
const paragraph = maybeText(TEXT_LENGTH);

/** Yes, no, or not asked yet: an absent answer is never taken for a no. */
const answer = z.enum(['yes', 'no']).optional();

/**
 * The back of form MG11: what police, prosecution and witness care need to reach and support a witness. It is never disclosed, so that it is a
 * document and an item of its own and nothing of it is in the statement.
 */
export const statementBack = z.object({
  homeAddress: line,
  telephone: line,
  email: line,
  /** How and when the witness is best reached. */
  contact: paragraph,
  bornOn: day.optional(),
  /** Days on which the witness cannot come to court, with the reason in `datesReason`. */
  datesToAvoid: z.array(z.object({ from: day, to: day })).max(MOST_DATES),
  datesReason: paragraph,
  /** Consents of the witness. */
  medicalConsent: answer,
  disclosureConsent: answer,
  supportConsent: answer,
  /** Youth Justice and Criminal Evidence Act 1999, ss. 16 to 30: what would help the witness to give evidence. */
  specialMeasures: answer,
  specialMeasuresText: paragraph,
  /** What the witness needs to come and be understood: access, language, faith. */
  needs: paragraph,
  /** Victims' Code, right 7: whether a victim personal statement was offered, and is wanted. */
  personalStatement: z.enum(['notVictim', 'offered', 'taken', 'declined']).optional(),
});
export type StatementBack = z.infer<typeof statementBack>;
