import type { Handlers } from '../../contracts/ipc/index.ts';
import { createCaseFileHandlers } from './case-files/handlers.ts';
import { createCommandHandlers } from './commands/handlers.ts';
import { createCrimeHandlers } from './crime/handlers.ts';
import { createEmergencyHandlers, type EmergencyContext } from './emergency/handlers.ts';
import { createEnquiryHandlers, type EnquiryContext } from './enquiry/handlers.ts';
import { createExhibitHandlers } from './exhibits/handlers.ts';
import { deferredMailHandlers } from './mail/deferred.ts';
import type { MailHandlersOptions } from './mail/handlers.ts';
import { createMissingHandlers } from './missing/handlers.ts';
import { createPeopleHandlers } from './people/handlers.ts';
import { createRecordsHandlers } from './records/handlers.ts';
import { createStatementHandlers } from './statements/handlers.ts';
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
    caseFiles: createCaseFileHandlers({ ...context, signer: mail.writer ?? (() => undefined), receiverOf: mail.receiverOf }),
    statements: createStatementHandlers({ ...context, signer: mail.writer ?? (() => undefined), receiverOf: mail.receiverOf }),
    exhibits: createExhibitHandlers({ ...context, receiverOf: mail.receiverOf }),
  }) satisfies Partial<Handlers>;
