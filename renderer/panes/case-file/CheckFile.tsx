import { useState } from 'react';
import { draftKeyOf } from '../../../contracts/domain/draft-key.ts';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';
import { give } from '../../give.ts';
import { strings } from '../../strings/index.ts';
import { RadioCards } from '../../ui/RadioCards.tsx';
import { KeptBox } from './KeptBox.tsx';

const { caseFile: w } = strings;

/** A supervisor approves the file as it stands, or returns it with reasons. */
export const CheckFile = ({ shown }: { readonly shown: ShownCaseFile }) => {
  const [state, setState] = useState<'approved' | 'returned'>('returned');
  // The check itself is the last thing that is missing.
  const complete = shown.checklist.every(({ rule, met }) => met || rule === 'check');
  return (
    <KeptBox
      draftKey={draftKeyOf('caseFile.check', shown.id)}
      kind="caseFile.check"
      caseFileId={shown.id}
      label={state === 'approved' ? w.checkNote : w.checkReasons}
      words={state === 'approved' ? w.approve : w.sendBack}
      mayBeEmpty={state === 'approved'}
      give={(text, draftKey) => give('caseFiles', 'caseFile.check', { caseFileId: shown.id, state, text }, { draftKey })}
    >
      <RadioCards
        label={w.check}
        name="state"
        cards={[
          { value: 'approved', label: w.checkStates.approved, told: complete ? undefined : w.notComplete, disabled: !complete },
          { value: 'returned', label: w.checkStates.returned },
        ]}
        chosen={state}
        choose={setState}
      />
    </KeptBox>
  );
};
