import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { NoteAdd20Regular } from '@fluentui/react-icons/svg/note-add';
import { useEffect } from 'react';
import { parseAddress } from '../../../../contracts/domain/address.ts';
import type { ShownThing } from '../../../../contracts/ipc/records.ts';
import { api } from '../../../api.ts';
import { wordOf } from '../../../format/text.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Marking } from '../../../ui/marks.tsx';
import { RecordNumber } from '../../../ui/RecordNumber.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { AskState } from '../../../workspace/AskState.tsx';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { readThingId, thingId } from '../location.ts';
import { Known } from '../persons/Known.tsx';
import { Parts } from '../persons/Parts.tsx';
import s from '../persons/person.module.css';
import { RecordChips } from '../persons/RecordChips.tsx';
import { Same } from '../persons/Same.tsx';

const { records: w } = strings;
/** As long as a draft says what it is about. */
const LONGEST_ABOUT = 100;

/** One vehicle, place, telephone number or object: warnings first, then its parts in what is on this laptop. It is called by its key from then on. */
export const ThingPage = ({ named }: { readonly named: string }) => {
  const { rename } = useWorkspace();
  const { type, id } = readThingId(named);
  const ask = useAsk(['records.thing', named], () => api.records.thing({ type, id }), {
    topics: ['records', 'storm', 'crime', 'mail', 'outbox'],
  });
  const calls = ask.state.kind === 'ready' ? thingId(ask.state.value.type, ask.state.value.key) : named;
  useEffect(() => {
    if (calls !== named) rename({ pane: 'people', view: 'things', id: calls });
  }, [calls, named, rename]);
  return (
    <AskState ask={ask} words={strings.errors.codes} where="records.thing" loading={w.loadingPerson}>
      {(thing) => <Shown thing={thing} />}
    </AskState>
  );
};

const Shown = ({ thing }: { readonly thing: ShownThing }) => {
  const openForm = useOpenForm();
  const { type, key, name, record, joined, similar, parts, more } = thing;
  return (
    <>
      <Head thing={thing} />
      <div className={s.acts}>
        {record === undefined ? (
          <Button icon={<NoteAdd20Regular />} onClick={() => openForm('thing.create', thingId(type, name).slice(0, LONGEST_ABOUT))}>
            {w.thing.make}
          </Button>
        ) : (
          <>
            <Button icon={<Link20Regular />} onClick={() => openForm('link.create', record.id)}>
              {w.addLink}
            </Button>
            <Button icon={<NoteAdd20Regular />} onClick={() => openForm('thing.add', record.id)}>
              {w.addDetail}
            </Button>
          </>
        )}
      </div>
      <ScrollRegion className={s.body} label={name}>
        <div className={s.main}>
          {record !== undefined && <Same record={record} joined={joined} similar={similar} parts={parts} />}
          <Parts parts={parts} more={more} of={record?.id ?? key} />
        </div>
        {record === undefined ? (
          <aside className={s.known} aria-label={w.known}>
            <h3>{w.known}</h3>
            <p className={s.note}>{w.thing.noRecord}</p>
          </aside>
        ) : (
          <Known record={record} joined={joined}>
            {type === 'place' && <Address text={name} />}
          </Known>
        )}
      </ScrollRegion>
    </>
  );
};

const Head = ({ thing: { type, name, record, joined, parts, asOf } }: { readonly thing: ShownThing }) => (
  <header className={s.head}>
    {record !== undefined && (
      <div className={s.line}>
        <RecordNumber number={record.id} />
        <Marking marking={record.marking} />
      </div>
    )}
    <h2 className={s.title} dir="auto">
      {name}
    </h2>
    <p className={s.where}>{wordOf(w.thing.types, type)}</p>
    <RecordChips records={record === undefined ? [] : [record, ...joined]} parts={parts} asOf={asOf} />
  </header>
);

/** A British address taken apart, as far as it can be. */
const Address = ({ text }: { readonly text: string }) => {
  const { house, street, town, postcode } = parseAddress(text);
  const parts = { house: house.toUpperCase(), street: capitalised(street), town: capitalised(town), postcode: spaced(postcode) };
  return Object.entries(w.thing.address).map(([part, label]) => {
    const value = parts[part as keyof typeof parts];
    return (
      value !== '' && (
        <div key={part}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      )
    );
  });
};

/** A whole postcode with its space: the inward part has three characters. */
const spaced = (postcode: string): string => (postcode.length > 4 ? postcode.replace(/(?=.{3}$)/, ' ') : postcode);

/** As an address is written: each word with its capital. */
const capitalised = (text: string): string => text.replace(/(?<![\p{L}'])\p{L}/gu, (letter) => letter.toUpperCase());
