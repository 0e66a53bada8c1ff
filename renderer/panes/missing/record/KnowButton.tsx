import { Checkmark20Filled } from '@fluentui/react-icons/svg/checkmark';
import { useState } from 'react';
import { isAcknowledgedBy } from '../../../../contracts/domain/missing-circulation.ts';
import type { ShownCirculation } from '../../../../contracts/ipc/missing.ts';
import { give } from '../../../give.ts';
import type { ErrorCode } from '../../../strings/en/errors.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';

const { card: w } = strings.missing;

/** The officer says that they know of what is circulated, once each time that it is. Whoever is in charge of the report knows. */
export const KnowButton = ({ card: { id, running, owner, ...card } }: { readonly card: ShownCirculation }) => {
  const { officer } = useWorkspace();
  const [refused, setRefused] = useState<ErrorCode>();
  if (!running || owner === officer.collarNumber || isAcknowledgedBy(card, officer.collarNumber)) return null;
  const acknowledge = async (): Promise<void> => {
    const answer = await give('missing', 'missing.acknowledge', { circulationId: id });
    setRefused(answer.ok ? undefined : answer.code);
  };
  return (
    <>
      {refused !== undefined && <p role="alert">{toldOf(refused)}</p>}
      <Button appearance="primary" icon={<Checkmark20Filled />} title={w.knowWhy} onClick={() => void acknowledge()}>
        {w.know}
      </Button>
    </>
  );
};
