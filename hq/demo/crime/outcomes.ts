import type { Crime } from '../../../contracts/domain/crime.ts';

/** The public file's words for how an investigation stands, and the Home Office outcome behind them where there is one. */
const outcomes: Readonly<Record<string, { readonly code: number; readonly text: string }>> = {
  'Investigation complete; no suspect identified': { code: 18, text: 'No suspect identified' },
  'Unable to prosecute suspect': { code: 16, text: 'Suspect known, victim does not support' },
  'Awaiting court outcome': { code: 1, text: 'Charge or summons' },
  'Offender given a caution': { code: 3, text: 'Caution, adult' },
  'Local resolution': { code: 8, text: 'Community resolution' },
  'Further investigation is not in the public interest': { code: 21, text: 'Not in the public interest' },
  'Further action is not in the public interest': { code: 10, text: 'Not in the public interest (police)' },
  'Formal action is not in the public interest': { code: 10, text: 'Not in the public interest (police)' },
  'Action to be taken by another organisation': { code: 20, text: 'Action by another body' },
};

/** Status and outcome of a published row: under investigation when it says so or nothing. Words that are new to us are kept as they are. */
export const outcomeOf = (published: string | undefined): Pick<Crime, 'status'> & { readonly outcome?: Crime['outcome'] } => {
  if (published === undefined || published === 'Under investigation') return { status: 'open' };
  return { status: 'filed', outcome: outcomes[published] ?? { text: published } };
};
