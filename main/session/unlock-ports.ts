import type { Journal } from '../audit/journal.ts';
import type { CardService } from '../card/service.ts';
import type { HeldLease, LeasePlace } from '../device/lease/lease.ts';
import type { Trust } from '../device/trust/trust.ts';
import type { Tunnel } from '../device/tunnel/tunnel.ts';
import type { Secrets } from '../platform/shell/port.ts';
import type { OpenStore, Store } from '../store/store.ts';
import type { ShiftCredential } from '../sync/services/shift-certificate.ts';
import type { OfficerFolders } from './officer-folder.ts';
import type { OpenWork, WarrantCard } from './work.ts';

/** What unlocking an officer's work needs of the laptop. */
export interface UnlockPorts {
  readonly card: CardService;
  readonly tunnel: Tunnel;
  readonly trust: Trust;
  readonly device: string;
  readonly secrets: Secrets;
  readonly folders: Pick<OfficerFolders, 'of' | 'tagOf' | 'use'>;
  readonly openStore: OpenStore;
  /** Policy: for how long a lease opens work without HQ. 0: never, and no device share rests here. Undefined: as the lease says. */
  readonly offlineHours: () => number | undefined;
  /** Notes in the device journal. */
  readonly journal: Journal;
  /** Brings the opened work to life: sync, mail, journal, lease timer. */
  readonly begin: (parts: WorkParts) => Promise<OpenWork>;
  readonly now: () => Date;
  /** How long the tunnel is waited for before there is said to be no signal; by default as long as one good try takes. */
  readonly patienceMs?: number;
}

/** All that a PIN has opened. */
export interface WorkParts {
  readonly card: WarrantCard;
  readonly place: LeasePlace;
  /** By which the officer is spoken of in the device journal. */
  readonly tag: string;
  readonly held: HeldLease;
  readonly store: Store;
  /** Present when HQ was needed to open; else taken as soon as there is signal. */
  readonly shift: ShiftCredential | undefined;
  /** Called once the work is closed: its folder is not used any more. */
  readonly release: () => void;
}
