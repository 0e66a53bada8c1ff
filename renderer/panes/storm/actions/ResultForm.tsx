import { CheckmarkCircle20Filled } from '@fluentui/react-icons/svg/checkmark-circle';
import { Circle20Regular } from '@fluentui/react-icons/svg/circle';
import { useRef, useState } from 'react';
import { crewsAtClosing, hasEmergency, isChosenAtClosing } from '../../../../contracts/domain/closing.ts';
import { ownResource } from '../../../../contracts/domain/deployment.ts';
import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check, ChoiceField, TextField } from '../../../ui/fields.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { SubmitForm } from '../../../ui/SubmitForm.tsx';
import { Toggles } from '../../../ui/Toggles.tsx';
import { CodeFinder } from '../../../workspace/form/CodeFinder.tsx';
import { useCommandForm } from '../../../workspace/form/useCommandForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { CrimeFinder } from '../../crime/CrimeFinder.tsx';
import { resourceWords } from '../resourceWords.ts';
import type { ActionProps } from './kinds.ts';
import s from './result.module.css';
import { crimesIn, newResult, type ResultFields, readResult, resultFaults, resultOf, resultPayload } from './resultFields.ts';

const { result: w } = strings.storm.actions;

/** How a log ended, in place of its lines: what is said of it, what should be done before it closes, and where its crews go. */
export const ResultForm = ({ log, open, close }: ActionProps) => {
  const { codes, officer, unit, link, go } = useWorkspace();
  const [linking, setLinking] = useState(false);
  const closings = codes.of('closingCode', log.id);
  const qualifiers = codes.of('qualifier', log.id) ?? [];
  const me = { callSign: unit?.callSign ?? officer.callSign, collarNumber: officer.collarNumber };
  const own = ownResource(log.resources, me);
  const initial = useRef<ResultFields>(undefined);
  initial.current ??= newResult(log, closings, own);
  const fresh = initial.current;
  const form = useCommandForm({
    ...{ open, system: 'storm', command: 'incident.result', check: resultFaults },
    initial: open.payload === undefined ? fresh : resultOf(open.payload, fresh),
    read: (kept) => readResult(kept, fresh),
    title: ({ text }) => text,
    payload: (fields) => resultPayload(log, fields),
    summary: ({ text }) => w.summary(serialOf(log.id), text),
    done: close,
  });
  const { fields, ready, trouble } = form.draft;
  const { change, faults, refused } = form;
  const missing = Object.keys(resultFaults(fields)).length;
  const crimes = crimesIn(log, fields);
  const chosen = fields.ownStatus === 'stay' ? undefined : Number(fields.ownStatus);
  const emergency = hasEmergency(log.resources);
  const crews = crewsAtClosing(log.resources, me, chosen);
  const statuses = (codes.of('status', log.id) ?? []).filter(({ code }) => isChosenAtClosing(Number(code)));
  const stays = own !== undefined && crewsAtClosing([own], me, undefined)[0]?.status === undefined;
  // A crew that is on another log is left alone there.
  const isAway = (callSign: string): boolean => log.elsewhere?.some((one) => one.callSign === callSign) === true;
  const wordsOf = (callSign: string): string => {
    const crew = log.resources.find((one) => one.callSign === callSign);
    return crew === undefined ? '' : resourceWords(codes, log, crew);
  };
  const there = qualifiers.filter(({ code, label }) => log.qualifiers.includes(label) || log.qualifiers.includes(code));
  const opened = closings?.find(({ label }) => label === log.openingCode);
  return (
    <SubmitForm ref={form.formRef} className={s.form} aria-label={w.title(serialOf(log.id))} submit={form.submit}>
      <ScrollRegion className={s.fields} label={w.title(serialOf(log.id))}>
        <div className={s.main}>
          <CodeFinder
            name="code"
            label={w.code}
            codes={closings ?? []}
            chosen={fields.code}
            hint={
              opened === undefined
                ? w.openedAs(log.openingCode)
                : fields.code === opened.code
                  ? w.same(opened.code)
                  : w.openedAs(`${opened.code} ${opened.label}`)
            }
            wrong={faults['code']}
            choose={(code) => change({ code })}
          />
          {qualifiers.length > 0 && (
            <Toggles
              label={w.qualifiers}
              name="qualifiers"
              items={qualifiers}
              on={fields.qualifiers}
              fixed={there.map(({ code }) => code)}
              change={(on) => change({ qualifiers: on })}
            />
          )}
          <TextField
            long
            name="text"
            label={w.text}
            hint={w.textHint}
            value={fields.text}
            wrong={faults['text']}
            change={(text) => change({ text })}
          />
        </div>
        <div className={s.side}>
          <h3>{w.before}</h3>
          <div className={s.point}>
            {crimes.length > 0 ? (
              <CheckmarkCircle20Filled className={s.done ?? ''} aria-label={w.done} />
            ) : (
              <Circle20Regular aria-label={w.open} />
            )}
            <div>
              <b>{w.crime}</b>
              {crimes.length === 0 && <p>{w.noCrime}</p>}
              {log.crimes.map(({ id, title }) => (
                <Check
                  key={id}
                  label={title}
                  lead={strings.app.numberOf(id)}
                  on={!fields.unlinked.includes(id)}
                  change={(on) => change({ unlinked: on ? fields.unlinked.filter((one) => one !== id) : [...fields.unlinked, id] })}
                />
              ))}
              {fields.linked.map((id) => (
                <Button
                  key={id}
                  aria-label={w.unlink(strings.app.numberOf(id))}
                  onClick={() => change({ linked: fields.linked.filter((one) => one !== id) })}
                >
                  <RecordNumber number={id} />
                  {w.takeOff}
                </Button>
              ))}
              {linking ? (
                <CrimeFinder
                  label={w.link}
                  choose={(id) => {
                    setLinking(false);
                    change({ linked: [...fields.linked.filter((one) => one !== id), id] });
                  }}
                />
              ) : (
                <Button className={s.link ?? ''} onClick={() => setLinking(true)}>
                  {w.link}
                </Button>
              )}
            </div>
          </div>
          <div className={s.point}>
            {fields.victimTold.trim() !== '' ? (
              <CheckmarkCircle20Filled className={s.done ?? ''} aria-label={w.done} />
            ) : (
              <Circle20Regular aria-label={w.open} />
            )}
            <TextField
              name="victimTold"
              label={w.victim}
              value={fields.victimTold}
              wrong={faults['victimTold']}
              change={(victimTold) => change({ victimTold })}
            />
          </div>
          <h3>{w.crews}</h3>
          {crews.length === 0 && <p className={s.none}>{w.noCrews}</p>}
          <ul className={s.crews}>
            {crews.map(({ callSign, own: mine, status }) => (
              <li key={callSign}>
                <b>{callSign}</b>
                <span>
                  {isAway(callSign)
                    ? wordsOf(callSign)
                    : status === undefined
                      ? w.stays(wordsOf(callSign))
                      : w.goes(codes.status(status, log.id))}
                  {mine && `, ${strings.storm.you}`}
                </span>
              </li>
            ))}
          </ul>
          {own !== undefined && (
            <ChoiceField
              name="ownStatus"
              label={w.own(own.callSign)}
              choices={Object.fromEntries([
                ...statuses.map(({ code, label }) => [code, `${code} ${label}`] as const),
                ...(stays ? [['stay', w.stay(codes.status(own.status, log.id))] as const] : []),
              ])}
              value={fields.ownStatus}
              change={(ownStatus) => change({ ownStatus })}
            />
          )}
        </div>
      </ScrollRegion>
      <footer className={s.foot}>
        <div>
          {trouble !== undefined && (
            <p role="alert" className={s.wrong}>
              {strings.drafts.trouble[trouble]}
            </p>
          )}
          {refused !== undefined && (
            <p role="alert" className={s.wrong}>
              {toldOf(refused)}
            </p>
          )}
          <p role="status">
            {emergency
              ? w.emergency
              : missing > 0
                ? strings.forms.missing(missing)
                : link?.link === 'offline'
                  ? strings.forms.offline
                  : w.note}
          </p>
        </div>
        <Button
          onClick={() => {
            close();
            go({ pane: 'storm', id: log.id });
          }}
        >
          {w.back}
        </Button>
        <Button type="submit" appearance="primary" disabledFocusable={form.busy || !ready || emergency} aria-keyshortcuts="Control+Enter">
          {w.send(serialOf(log.id))}
        </Button>
      </footer>
    </SubmitForm>
  );
};
