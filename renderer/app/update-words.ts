import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import { dayClock } from '../format/time.ts';
import { strings } from '../strings/index.ts';

const said = strings.laptop.update;

/** What the card says. `warns`: the officer must do something. `done`: how far it is, 0 to 1. `asks`: it wants the officer's word. */
export interface UpdateWords {
  readonly head: string;
  readonly lead: string;
  readonly warns?: boolean;
  readonly done?: number;
  readonly asks?: boolean;
  /** It only says what the officer has asked for. */
  readonly echoes?: boolean;
}

/**
 * What the officer is told unasked: a version that is being prepared, one that waits for a word or for the shift's end, one that did not go
 * in, and a version that HQ takes no more or that fails its own test. `now`: the time, for a date that is close.
 */
export const updateWords = (status: UpdateStatus, now: Date): UpdateWords | undefined => {
  const { release, outdated, due, unfit } = status;
  const by = due === undefined ? '' : ` ${said.dueShort(dayClock(due.at, now))}`;
  const asks = release?.kind === 'ready' && release.goesIn === 'cardOut';
  if (release?.kind === 'installing') return { head: said.installing(release.version), lead: said.installingLead };
  if (unfit !== undefined) return { head: said.unfit, lead: said.unfitLead, warns: true, asks };
  if (outdated !== undefined) {
    const next = release?.kind === 'ready' ? said.takes : release?.kind === 'preparing' ? said.comes : said.askIct;
    return { head: said.outdated, lead: `${said.outdatedLead(outdated)} ${next}`, warns: true, asks: release?.kind === 'ready' };
  }
  switch (release?.kind) {
    case 'preparing':
      return { head: said.preparing, lead: `${said.nothingStops} ${said.youSay}${by}`, done: release.done };
    case 'ready':
      return asks
        ? { head: said.ready(release.version), lead: `${said.nothingStops} ${said.takes}${by}`, asks }
        : { head: said.atShiftEnd(release.version), lead: `${said.untilThen}${by}`, echoes: true };
    case 'forIct':
      return release.why === 'NotInstalled' || release.why === 'WrongPublisher'
        ? { head: said.notIn(release.version), lead: said.whys[release.why], warns: true }
        : undefined;
    default:
      return undefined;
  }
};
