import { Warning20Filled } from '@fluentui/react-icons/svg/warning';
import type { HeldRelease } from '../../../contracts/hq/fleet.ts';
import { strings } from '../../strings/index.ts';
import s from './devices.module.css';

const { updates } = strings.fleet;

/** Versions that HQ offers to nobody else, because they failed: what ICT must know before anything else of the fleet. */
export const HeldReleases = ({ held }: { readonly held: readonly HeldRelease[] }) => (
  // There before the words are, so that a screen reader says them.
  <div role="status">
    {held.length > 0 && (
      <ul className={s.held}>
        {held.map(({ version, platform, stage, failed, took }) => (
          <li key={`${platform} ${stage}`}>
            <Warning20Filled />
            <p>
              <b>{updates.held(version, updates.platforms[platform], updates.stages[stage])}</b> {updates.heldLead(failed, took)}
            </p>
          </li>
        ))}
      </ul>
    )}
  </div>
);
