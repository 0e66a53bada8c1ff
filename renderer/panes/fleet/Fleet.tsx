import type { ReactNode } from 'react';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { LocationOf } from '../../workspace/location.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { Devices } from './Devices.tsx';
import { Officers } from './Officers.tsx';
import { REFRESH_MS } from './register.ts';
import { ToSign } from './ToSign.tsx';

/** For ICT: every laptop, the orders that wait for a signature, and who has access. All of it is HQ's; nothing of it is kept here. */
export const Fleet = ({ location }: { readonly location: LocationOf<'fleet'> }) => {
  const { go } = useWorkspace();
  const { view = 'laptops', open } = location;
  const waiting = useAsk(['fleet.waiting'], () => api.fleet.waiting(null), { everyMs: REFRESH_MS });
  const w = strings.fleet.views;
  const views: ReactNode = (
    <SegmentedControl<typeof view>
      label={w.label}
      on={view}
      items={[
        { id: 'laptops', label: w.laptops },
        { id: 'sign', label: w.sign, count: waiting.state.kind === 'ready' ? waiting.state.value.orders.length : undefined },
        { id: 'officers', label: w.officers },
      ]}
      choose={(next) => go({ pane: 'fleet', view: next })}
    />
  );
  switch (view) {
    case 'laptops':
      return <Devices views={views} id={open} />;
    case 'sign':
      return <ToSign views={views} waiting={waiting} id={open} />;
    case 'officers':
      return <Officers views={views} id={open} />;
  }
};
