import { acceptance } from './en/acceptance.ts';
import { app } from './en/app.ts';
import { attachments } from './en/attachments.ts';
import { briefing } from './en/briefing.ts';
import { caseFile } from './en/case-file.ts';
import { changes } from './en/changes.ts';
import { colleague } from './en/colleague.ts';
import { crime } from './en/crime.ts';
import { drafts } from './en/drafts.ts';
import { enquiry } from './en/enquiry.ts';
import { errors } from './en/errors.ts';
import { exhibits } from './en/exhibits.ts';
import { fleet } from './en/fleet.ts';
import { forms } from './en/forms.ts';
import { hr } from './en/hr.ts';
import { laptop } from './en/laptop.ts';
import { letter } from './en/letter.ts';
import { mail } from './en/mail.ts';
import { map } from './en/map.ts';
import { missing } from './en/missing.ts';
import { outbox } from './en/outbox.ts';
import { pdf } from './en/pdf.ts';
import { people } from './en/people.ts';
import { pin } from './en/pin.ts';
import { records } from './en/records.ts';
import { signin } from './en/signin.ts';
import { statements } from './en/statements.ts';
import { storm } from './en/storm.ts';
import { tasks } from './en/tasks.ts';
import { team } from './en/team.ts';
import { today } from './en/today.ts';
import { tour } from './en/tour.ts';
import { versions } from './en/versions.ts';
import { video } from './en/video.ts';

/**
 * Every word that the window says, in one place. Short, second person: what happened, what is safe, what to do.
 * Another language is another folder with the same shape.
 */
export const strings = {
  acceptance,
  app,
  attachments,
  briefing,
  caseFile,
  changes,
  colleague,
  crime,
  drafts,
  enquiry,
  errors,
  exhibits,
  fleet,
  forms,
  hr,
  laptop,
  letter,
  mail,
  map,
  missing,
  outbox,
  pdf,
  people,
  pin,
  records,
  signin,
  statements,
  storm,
  tasks,
  team,
  today,
  tour,
  versions,
  video,
} as const;
