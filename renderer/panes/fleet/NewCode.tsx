import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { useState } from 'react';
import type { DeviceRow, EnrolmentOffer } from '../../../contracts/hq/fleet.ts';
import { office } from '../../office.ts';
import { Tap } from '../../ui/Tap.tsx';
import type { FleetCode } from '../../words/en/fleet-faults.ts';
import { words } from '../../words/index.ts';
import { Code } from './Code.tsx';
import { NotDone } from './Failed.tsx';

/** A code for a laptop that HQ already has in its register: one that is expected, was wiped and comes back, or is held. */
export const NewCode = ({ device }: { readonly device: DeviceRow }) => {
  const [offer, setOffer] = useState<EnrolmentOffer>();
  const [fault, setFault] = useState<FleetCode>();
  const get = async (): Promise<void> => {
    const answer = await office.fleet.enrolmentCode({ device: device.name, pool: device.pool });
    setOffer(answer.ok ? answer.value : undefined);
    setFault(answer.ok ? undefined : answer.code);
  };
  return (
    <>
      {fault !== undefined && <NotDone code={fault} />}
      {offer === undefined ? (
        <Tap icon={<Key20Regular />} onClick={() => void get()}>
          {words.fleet.add.again}
        </Tap>
      ) : (
        <Code offer={offer} />
      )}
    </>
  );
};
