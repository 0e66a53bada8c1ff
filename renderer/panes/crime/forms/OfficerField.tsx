import { Combobox, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';
import type { Officer } from '../../../../contracts/domain/officer.ts';
import { api } from '../../../api.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import s from '../../../ui/fields.module.css';
import { around } from '../../../ui/fields.tsx';

const { task: w } = strings.forms;

/** As officers name each other: "PC 4127 Tom Halliwell". */
export const calledOf = ({ rank, collarNumber, name }: Officer): string => `${rank} ${collarNumber} ${name}`.trim();

const COLLAR_NUMBER = /^\d{1,5}$/;
const matches = (officer: Officer, typed: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => calledOf(officer).toLowerCase().includes(word));

/**
 * Who of the officer's team: by name or collar number. A collar number typed whole, or words that are one officer's alone, choose at once.
 * Before the team has come to this laptop a collar number does.
 */
export const OfficerField = ({
  name,
  label = w.owner,
  typed,
  chosen,
  change,
  wrong,
  anybody = false,
}: {
  readonly name: string;
  readonly label?: string;
  readonly typed: string;
  /** A collar number, or "". */
  readonly chosen: string;
  readonly change: (typed: string, chosen: string) => void;
  readonly wrong: string | undefined;
  /** Also somebody of another team, by the collar number alone. */
  readonly anybody?: boolean;
}) => {
  const { state } = useFetched(['people.team'], () => api.people.team(null), { topics: ['people'] });
  const team = state.kind === 'ready' ? state.value : [];
  const owner = team.find(({ collarNumber }) => collarNumber === chosen);
  const [inBox, setInBox] = useState(false);
  const [isTyping, setTyping] = useState(false);
  // A number stands as the officer is called, but not under the typing hand.
  const shown = owner !== undefined && typed.trim() === chosen && !inBox ? calledOf(owner) : typed;
  // Whom the words name exactly stands first: the first row is the one that Enter takes. Everybody, where somebody was chosen before.
  const found =
    owner !== undefined && !isTyping
      ? team
      : team
          .filter((officer) => matches(officer, typed.trim()))
          .sort((one, other) => Number(other.collarNumber === chosen) - Number(one.collarNumber === chosen));
  const type = (next: string): void => {
    setTyping(true);
    const text = next.trim();
    const exact = team.filter(({ collarNumber, name: full }) => collarNumber === text || full.toLowerCase() === text.toLowerCase());
    const known = exact.length === 1 ? exact[0]?.collarNumber : undefined;
    const collar = known ?? ((anybody || team.length === 0) && COLLAR_NUMBER.test(text) ? text : '');
    change(next, collar);
  };
  return (
    <Field {...around({ label, hint: state.kind === 'unfetched' ? w.ownerUnfetched : w.ownerHint, wrong })}>
      <Combobox
        className={s.box ?? ''}
        listbox={{ className: s.listbox ?? '' }}
        name={name}
        freeform
        inlinePopup
        value={shown}
        onFocus={() => setInBox(true)}
        onBlur={() => {
          setInBox(false);
          setTyping(false);
        }}
        selectedOptions={chosen === '' ? [] : [chosen]}
        onChange={(event) => type(event.target.value)}
        onOptionSelect={(_, { optionValue, optionText }) => {
          if (optionValue === undefined || !team.some(({ collarNumber }) => collarNumber === optionValue)) return;
          setTyping(false);
          change(optionText ?? optionValue, optionValue);
        }}
      >
        {found.map((officer) => (
          <Option key={officer.staffId} className={s.option ?? ''} value={officer.collarNumber} text={calledOf(officer)}>
            {calledOf(officer)}
          </Option>
        ))}
        {found.length === 0 && (
          <Option className={s.option ?? ''} disabled value="" text="">
            {w.ownerNone}
          </Option>
        )}
      </Combobox>
    </Field>
  );
};
