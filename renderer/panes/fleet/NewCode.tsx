import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { useState } from 'react';
import type { DeviceRow, EnrolmentOffer } from '../../../contracts/hq/fleet.ts';
import { api } from '../../api.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { Code } from './Code.tsx';

/** A code for a laptop that HQ already has in its register: one that is expected, was wiped and comes back, or is held. */
export const NewCode = ({ device }: { readonly device: DeviceRow }) => {
  const [offer, setOffer] = useState<EnrolmentOffer>();
  const [fault, setFault] = useState<FleetCode>();
  const get = async (): Promise<void> => {
    const answer = await api.fleet.enrolmentCode({ device: device.name, pool: device.pool });
    setOffer(answer.ok ? answer.value : undefined);
    setFault(answer.ok ? undefined : answer.code);
  };
  return (
    <>
      {fault !== undefined && <NotDone message={strings.fleet.faults[fault]} />}
      {offer === undefined ? (
        <Button icon={<Key20Regular />} onClick={() => void get()}>
          {strings.fleet.add.again}
        </Button>
      ) : (
        <Code offer={offer} />
      )}
    </>
  );
};
