import type { Handlers } from '../../contracts/ipc/index.ts';
import { createCommandHandlers } from './commands/handlers.ts';
import { createCrimeHandlers } from './crime/handlers.ts';
import { createEmergencyHandlers, type EmergencyContext } from './emergency/handlers.ts';
import { createEnquiryHandlers, type EnquiryContext } from './enquiry/handlers.ts';
import { deferredMailHandlers } from './mail/deferred.ts';
import type { MailHandlersOptions } from './mail/handlers.ts';
import { createMissingHandlers } from './missing/handlers.ts';
import { createPeopleHandlers } from './people/handlers.ts';
import { createRecordsHandlers } from './records/handlers.ts';
import { createStormHandlers } from './storm/handlers.ts';
import { createTodayHandlers } from './today/handlers.ts';

/** The page's calls to the systems, and to what shows several of them. Apart from their SQL, which the store's worker alone loads. */
export const createSystemHandlers = (context: EmergencyContext & EnquiryContext, mail: MailHandlersOptions) =>
  ({
    commands: createCommandHandlers(context),
    today: createTodayHandlers(context),
    mail: deferredMailHandlers(mail),
    storm: createStormHandlers(context),
    emergency: createEmergencyHandlers(context),
    enquiry: createEnquiryHandlers(context),
    crime: createCrimeHandlers(context),
    people: createPeopleHandlers(context),
    records: createRecordsHandlers(context),
    missing: createMissingHandlers(context),
  }) satisfies Partial<Handlers>;
