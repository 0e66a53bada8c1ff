import { acceptance } from './acceptance.ts';
import { blobs } from './blobs.ts';
import { caseFiles } from './case-files.ts';
import { commands } from './commands.ts';
import { crime } from './crime.ts';
import type { DomainClient, DomainHandlers } from './define.ts';
import { device } from './device.ts';
import { drafts } from './drafts.ts';
import { emergency } from './emergency.ts';
import { enquiry } from './enquiry.ts';
import { exhibits } from './exhibits.ts';
import { fleet } from './fleet.ts';
import { link } from './link.ts';
import { mail } from './mail.ts';
import { missing } from './missing.ts';
import { people } from './people.ts';
import { records } from './records.ts';
import { session } from './session.ts';
import { statements } from './statements.ts';
import { storm } from './storm.ts';
import { today } from './today.ts';
import { update } from './update.ts';
import { video } from './video.ts';

/** Every call and event between renderer and main. */
export const domains = {
  session,
  link,
  drafts,
  blobs,
  commands,
  today,
  mail,
  storm,
  emergency,
  enquiry,
  crime,
  people,
  records,
  missing,
  statements,
  exhibits,
  video,
  caseFiles,
  device,
  update,
  fleet,
  acceptance,
} as const;
export type Domains = typeof domains;

/** The frozen object that preload puts on window as `api`. */
export type Api = { readonly [K in keyof Domains]: DomainClient<Domains[K]> };
/** What main must implement, whole: a missing handler does not compile. */
export type Handlers = { readonly [K in keyof Domains]: DomainHandlers<Domains[K]> };
