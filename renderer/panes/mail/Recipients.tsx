import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { Globe20Regular } from '@fluentui/react-icons/svg/globe';
import { useId, useRef } from 'react';
import { isSendable } from '../../../contracts/domain/letter.ts';
import type { MailAddress } from '../../../contracts/domain/mail.ts';
import type { Recipient } from '../../../contracts/ipc/mail.ts';
import { ok } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import { useDebounced } from '../../hooks/useDebounced.ts';
import { strings } from '../../strings/index.ts';
import { Finder, type FinderGroup } from '../../ui/Finder.tsx';
import { Highlight } from '../../ui/Highlight.tsx';
import s from './letter.module.css';
import { isOutside, type RecipientList, withPerson } from './letterFields.ts';

const { letter: w } = strings;
const restMs = 150;
/** The contract's longest search. */
const longest = 100;

/** Whom a message goes to: those who are chosen, and a box that finds more by name, collar number or address. */
export const Recipients = ({
  name,
  label,
  people,
  typed,
  own,
  wrong,
  change,
}: {
  readonly name: RecipientList;
  readonly label: string;
  readonly people: readonly MailAddress[];
  /** In the box, and not chosen yet. */
  readonly typed: string;
  /** The officer's address: its domain is the force's. */
  readonly own: string | undefined;
  readonly wrong: string | undefined;
  readonly change: (people: readonly MailAddress[], typed: string) => void;
}) => {
  const box = useRef<HTMLInputElement>(null);
  const fault = useId();
  const text = useDebounced(typed.trim().slice(0, longest), restMs);
  const { state } = useAsk(['mail.recipients', text], () => (text === '' ? Promise.resolve(ok([])) : api.mail.recipients({ text })));
  const known = new Set(people.map(({ address }) => address.toLowerCase()));
  const found = (state.kind === 'ready' ? state.value : []).filter(({ address }) => !known.has(address.toLowerCase()));
  const looking = text !== '' && typed.trim() !== '';
  const address = typed.trim();
  const groups = looking ? groupsOf(found, isSendable(address) ? address : undefined, text) : [];

  const add = (person: MailAddress): void => {
    change(withPerson(people, person), '');
    box.current?.focus();
  };
  const type = (next: string): void => {
    // A list that was pasted, or an address that is ended as in a list.
    const parts = next.split(/[,;\s]+(?=\S*@)|[,;]\s*$/).map((part) => part.trim());
    const whole = parts.filter(isSendable);
    const isList = parts.length > 1 && whole.length > 0;
    if (!isList) change(people, next);
    else
      change(
        whole.reduce((all, one) => withPerson(all, { name: '', address: one }), people),
        parts.filter((part) => part !== '' && !isSendable(part)).join(' '),
      );
  };
  const takeOut = (person: MailAddress): void => {
    change(
      people.filter((one) => one !== person),
      typed,
    );
    box.current?.focus();
  };

  return (
    <fieldset className={s.recipients} aria-label={label}>
      <span className={s.label} aria-hidden>
        {label}
      </span>
      <div className={s.people}>
        {people.length > 0 && (
          <ul aria-label={w.chosen(label)}>
            {people.map((person) => (
              <Chip key={person.address} person={person} outside={isOutside(person.address, own)} takeOut={() => takeOut(person)} />
            ))}
          </ul>
        )}
        <div className={s.add}>
          <Finder
            label={label}
            placeholder={w.add}
            name={name}
            boxRef={box}
            describedBy={wrong === undefined ? undefined : fault}
            text={typed}
            change={type}
            groups={groups}
            status={looking && state.kind === 'ready' ? w.found(groups.reduce((sum, { items }) => sum + items.length, 0)) : undefined}
            none={w.none}
            choose={(chosen) => {
              const recipient = found.find((one) => one.address === chosen);
              add(recipient === undefined ? { name: '', address } : { name: recipient.name, address: recipient.address });
            }}
            left={() => isSendable(address) && change(withPerson(people, { name: '', address }), '')}
          />
        </div>
      </div>
      {wrong !== undefined && (
        <p id={fault} className={s.wrong}>
          {wrong}
        </p>
      )}
    </fieldset>
  );
};

const Chip = ({
  person: { name, address },
  outside,
  takeOut,
}: {
  readonly person: MailAddress;
  readonly outside: boolean;
  readonly takeOut: () => void;
}) => (
  <li className={classes(s.chip, outside && s.outside)}>
    <span>
      <b>{name || address}</b>
      <small>
        {outside && <Globe20Regular />}
        {outside ? w.outside : address}
      </small>
    </span>
    <button type="button" aria-label={w.takeOut(name || address)} onClick={takeOut}>
      <Dismiss20Regular />
    </button>
  </li>
);

const groupsOf = (found: readonly Recipient[], typed: string | undefined, text: string): readonly FinderGroup[] => {
  const itemOf = ({ address, name, about }: Pick<Recipient, 'address' | 'name' | 'about'>) => ({
    id: address,
    content: (
      <span className={s.option}>
        <b>
          <Highlight text={name || address} search={text} />
        </b>
        <small>{name === '' ? about : `${about === address ? '' : `${about}, `}${address}`}</small>
      </span>
    ),
  });
  const typedNew = typed !== undefined && !found.some(({ address }) => address.toLowerCase() === typed.toLowerCase());
  return [
    { title: w.groups.officers, items: found.filter(({ officer }) => officer).map(itemOf) },
    { title: w.groups.writers, items: found.filter(({ officer }) => !officer).map(itemOf) },
    { title: w.groups.typed, items: typedNew ? [itemOf({ address: typed, name: '', about: '' })] : [] },
  ].filter(({ items }) => items.length > 0);
};
