import { authorities } from '../../contracts/hq/device.ts';
import type { ChangeTopic } from '../../contracts/systems/ids.ts';
import { encodePem } from '../../pki/index.ts';
import type { Trust } from '../device/trust/trust.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import { freeBytes, KEPT_FREE_BYTES } from '../platform/files/free-space.ts';
import type { Log } from '../platform/log/log.ts';
import type { AttachmentSource } from '../sync/blobs/fetch.ts';
import { createRegister, type Register } from '../sync/services/register.ts';
import type { SearchAtHq } from '../sync/services/search.ts';
import { createServices } from '../sync/services/services.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';
import type { VideoService } from '../sync/services/video.ts';
import type { CallForHelp } from '../sync/services.ts';
import { createSync } from '../sync/sync.ts';
import { createSubmission } from '../systems/mail/letter/submission.ts';
import type { MailReader } from '../systems/mail/reader/client.ts';
import { createMailSender } from '../systems/mail/send.ts';
import { createMailService, type MailService } from '../systems/mail/service.ts';
import { createMailSync } from '../systems/mail/sync.ts';
import { startMapFetch } from '../systems/storm/map/fetch.ts';
import { type ListPolicy, proveCodeLists } from '../systems/storm/prove-code-lists.ts';
import type { WorkParts } from './unlock-ports.ts';

/** What runs with a shift certificate: feeds, outbox, mail. Ended and started anew with each certificate. */
export interface OnlineServices {
  readonly mail: MailService;
  /** The same mail on a connection of its own, opened when something is looked for. */
  readonly lookup: MailService;
  /** Connects only when the Fleet pane asks. */
  readonly register: Register;
  readonly attachments: AttachmentSource | undefined;
  readonly video: VideoService | undefined;
  /** Calls for help at HQ, now or not at all. */
  readonly callForHelp: CallForHelp;
  readonly searchAtHq: SearchAtHq;
  tryNow(): void;
  stop(): Promise<void>;
}
export type StartOnlineServices = (parts: WorkParts, shift: ShiftCredential) => OnlineServices;

export const createOnlineServices =
  (ports: {
    readonly tunnel: Tunnel;
    readonly trust: Trust;
    readonly policy: ListPolicy;
    readonly log: Log;
    readonly reader: MailReader;
    readonly onRefreshed: (system: ChangeTopic) => void;
    /** Whether new mail is fetched. HQ's feeds it withholds itself from a program that is too old. */
    readonly takesIn: () => boolean;
  }): StartOnlineServices =>
  ({ store, place, card }, shift) => {
    const { tunnel, trust, policy, log, reader, onRefreshed, takesIn } = ports;
    const services = createServices({ tunnel, trust, shift });
    const register = createRegister({ tunnel, trust, shift });
    const identity = mailIdentity(shift, trust);
    const mail = createMailService({ connect: () => tunnel.connect(authorities.imap), identity });
    const lookup = createMailService({ connect: () => tunnel.connect(authorities.imap), identity });
    const submission = createSubmission({ connect: () => tunnel.connect(authorities.submission), identity });
    const encryption = { own: card.keyManagement.der, trust: () => trust, now: () => new Date() };
    const sync = createSync({
      store,
      services,
      onRefreshed,
      proofs: { storm: proveCodeLists(policy) },
      senders: { mail: createMailSender({ store, service: mail, submission, encryption }) },
      onSyncError: (syncError) => log('sync', { ...syncError }),
    });
    const mailSync = takesIn()
      ? createMailSync({
          store,
          service: mail,
          reader,
          onRefreshed: () => onRefreshed('mail'),
          onSyncError: (code) => log('mail', { code }),
        })
      : undefined;
    const map = startMapFetch({
      store,
      hq: services.map,
      hasRoom: async () => tunnel.status.link === 'online' && (await freeBytes(place.folder)) > KEPT_FREE_BYTES,
      onSyncError: (syncError) => log('map', { ...syncError }),
    });
    return {
      mail,
      lookup,
      register,
      attachments: services.attachments,
      video: services.video,
      callForHelp: services.callForHelp,
      searchAtHq: services.searchAtHq,
      tryNow() {
        sync.tryNow();
        mailSync?.tryNow();
        map.tryNow();
      },
      async stop() {
        register.close();
        map.stop();
        await Promise.allSettled([sync.stop(), mailSync?.stop(), mail.close(), lookup.close(), services.close()]);
      },
    };
  };

const mailIdentity = (shift: ShiftCredential, trust: Trust) => ({
  key: shift.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  certificate: encodePem(shift.certificate, 'CERTIFICATE'),
  trust,
});
