import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle';
import { Clock20Filled, Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { PlugDisconnected20Regular } from '@fluentui/react-icons/svg/plug-disconnected';
import { ShieldCheckmark20Regular } from '@fluentui/react-icons/svg/shield-checkmark';
import type { ReactNode } from 'react';
import type { DeviceRow, DeviceState } from '../../../contracts/hq/fleet.ts';
import { strings } from '../../strings/index.ts';
import { Chip, type Tone } from '../../ui/Chip.tsx';

const looks = {
  expected: ['plain', <Clock20Regular key="icon" />],
  active: ['ok', <CheckmarkCircle20Regular key="icon" />],
  locked: ['danger', <LockClosed20Regular key="icon" />],
  wiping: ['warn', <Clock20Filled key="icon" />],
  wiped: ['plain', <ShieldCheckmark20Regular key="icon" />],
  revoked: ['danger', <PlugDisconnected20Regular key="icon" />],
} as const satisfies Readonly<Record<DeviceState, readonly [Tone, ReactNode]>>;

/** How a laptop stands, as HQ has it. */
export const StateChip = ({ device }: { readonly device: Pick<DeviceRow, 'state' | 'hold'> }) => {
  const held = heldBy(device) !== undefined;
  const [tone, icon] = looks[held ? 'locked' : device.state];
  return (
    <Chip tone={tone} icon={icon}>
      {held ? strings.fleet.held.chip : strings.fleet.states[device.state]}
    </Chip>
  );
};

/** The lock or wipe that came to nothing on the laptop and by which HQ holds it all the same; undefined while it is on its way or done. */
export const heldBy = ({ hold }: Pick<DeviceRow, 'hold'>) =>
  hold !== undefined && (hold.state === 'refused' || hold.state === 'expired') ? { kind: hold.kind, how: hold.state } : undefined;
