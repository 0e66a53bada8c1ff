import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { classes } from '../format/text.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import s from './statusNotice.module.css';
import type { UnitStatus } from './useUnitStatus.ts';

const { status: w } = strings.storm;

/** What was just done to the unit, wherever it was done: said beside its status, and undone from there. The region is there before the words. */
export const StatusNotice = ({ said, unsay }: Pick<UnitStatus, 'said' | 'unsay'>) => (
  <div role={said?.refused === true ? 'alert' : 'status'} className={classes(s.notice, said?.refused === true && s.refused)}>
    {said !== undefined && (
      <>
        <p>{said.text}</p>
        {said.undo !== undefined && (
          <Button icon={<ArrowUndo20Regular />} aria-label={said.undo.label} onClick={said.undo.act}>
            {w.undo}
          </Button>
        )}
        <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={w.close} onClick={unsay} />
      </>
    )}
  </div>
);
