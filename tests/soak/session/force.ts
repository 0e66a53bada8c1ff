import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Officer } from '../../../contracts/domain/officer.ts';
import { makeCard } from '../../doubles/card/make-card.ts';
import { OPENSC_MODULE } from '../../doubles/card/namespace.ts';
import { type Readers, startReaders } from '../../doubles/card/readers.ts';
import { type FlakyLink, startFlakyLink } from '../../doubles/network/flaky.ts';
import { clarke, halliwell, incident, rahman } from '../../hq/support/force.ts';
import { type RunningForce, startForce } from '../../hq/support/running.ts';
import { READERS } from './events.ts';

/** The officers who share the laptop, and the log to which each of them writes. */
export const people: readonly { readonly officer: Officer; readonly log: string }[] = [
  { officer: rahman, log: 'LC-20260111-0841' },
  { officer: halliwell, log: 'LC-20260111-0841' },
  { officer: clarke, log: 'LC-20260111-0902' },
];

/** What all stories of a run share: HQ, the link to it, and readers. The laptop and the cards are new in each. */
export interface SoakForce {
  readonly hq: RunningForce;
  readonly link: FlakyLink;
  readonly readers: Readers;
  readonly module: string;
  /** Fresh cards, never tried, one folder an officer. */
  cards(folder: string): readonly string[];
  close(): Promise<void>;
}

export const startSoakForce = async (): Promise<SoakForce> => {
  const folder = mkdtempSync(join(tmpdir(), 'mo-soak-'));
  const items = [incident('LC-20260111-0841', rahman.area), incident('LC-20260111-0902', clarke.area)];
  const hq = await startForce({ items });
  const link = await startFlakyLink(hq.hq.ports.gateway);
  const readers = await startReaders({ folder: join(folder, 'readers'), readers: READERS });
  for (const { officer } of people) {
    const slot = (kind: 'cardAuthentication' | 'cardSignature' | 'cardKeyManagement') => hq.pki.card(officer, { kind });
    makeCard(join(folder, 'cards', officer.collarNumber), {
      '9a': await slot('cardAuthentication'),
      '9c': await slot('cardSignature'),
      '9d': await slot('cardKeyManagement'),
    });
  }
  return {
    hq,
    link,
    readers,
    module: OPENSC_MODULE,
    cards(to) {
      cpSync(join(folder, 'cards'), to, { recursive: true });
      return people.map(({ officer }) => join(to, officer.collarNumber));
    },
    async close() {
      await readers.close();
      await link.close();
      await hq.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
