import { CheckmarkCircle24Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle24Regular } from '@fluentui/react-icons/svg/circle';
import { useState } from 'react';
import { whyNotCheckedBy } from '../../../contracts/domain/case-file-steps.ts';
import { isProvisional } from '../../../contracts/domain/provisional.ts';
import type { ShownCaseFile } from '../../../contracts/ipc/case-files.ts';
import { listed } from '../../format/text.ts';
import { fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import { CheckFile } from './CheckFile.tsx';
import s from './caseFile.module.css';
import { HandOver } from './HandOver.tsx';

const { caseFile: w } = strings;

/** What is ready and what is missing, the supervisor's check, and the way out once nothing is missing. */
export const Checklist = ({ shown, may }: { readonly shown: ShownCaseFile; readonly may: boolean }) => {
  const { officer } = useWorkspace();
  const [giving, setGiving] = useState(false);
  const { checklist, check, crime, given } = shown;
  const todo = checklist.filter(({ met }) => !met).length;
  const isNumbered = !isProvisional(shown.id) && shown.sending === undefined;
  const isGiving = given.some(({ version, sending }) => version === 0 && sending !== 'refused');
  const ready = todo === 0 && isNumbered && !isGiving;
  return (
    <div className={s.side}>
      <ScrollRegion className={s.check} label={w.checklist} region>
        <h2>{w.ready(checklist.length - todo, checklist.length)}</h2>
        <ul>
          {checklist.map(({ rule, met, missing, count }) => (
            <li key={rule}>
              <span className={met ? s.met : s.unmet} role="img" aria-label={met ? w.met : w.unmet}>
                {met ? <CheckmarkCircle24Filled /> : <Circle24Regular />}
              </span>
              <span>
                {w.rules[rule].name}
                <small dir="auto">{met ? w.rules[rule].met(count) : missing.length > 0 ? listed(missing) : w.rules[rule].todo}</small>
              </span>
            </li>
          ))}
        </ul>
        {check !== undefined && (
          <div className={s.checked}>
            <h3>{w.checks[check.state]}</h3>
            <p>{`${check.by}, ${fullTime(check.at)}`}</p>
            {check.text !== '' && <p dir="auto">{check.text}</p>}
          </div>
        )}
        {whyNotCheckedBy(crime, officer) === undefined && check?.state !== 'approved' && <CheckFile shown={shown} />}
      </ScrollRegion>
      {may && (
        <div className={s.foot}>
          <p>{isNumbered ? w.exactly : w.notAtHq}</p>
          <Button className={s.wide} appearance="primary" disabledFocusable={!ready} onClick={() => ready && setGiving(true)}>
            {todo > 0 ? w.todo(todo) : isGiving ? w.onItsWay : w.give}
          </Button>
        </div>
      )}
      {giving && <HandOver shown={shown} close={() => setGiving(false)} />}
    </div>
  );
};
