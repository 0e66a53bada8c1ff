import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import type { BlobPlace, FetchFault } from '../../../contracts/ipc/blobs.ts';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './attachments.module.css';
import { Row } from './Row.tsx';
import { usePlaces } from './usePlaces.ts';
import { type CarryingItem, Viewer } from './Viewer.tsx';

const { attachments: w } = strings;

/** What an item carries: each is opened here, or fetched from HQ first, when somebody wants it. */
export const AttachmentList = ({
  item,
  attachments,
  told,
}: {
  readonly item: CarryingItem;
  readonly attachments: readonly Attachment[];
  /** What tells files of one name apart. */
  readonly told?: (one: Attachment) => string | undefined;
}) => {
  const placeOf = usePlaces(attachments.map(({ hash }) => hash));
  const [opened, setOpened] = useState<Attachment>();
  return (
    <>
      <ul className={s.list} aria-label={w.title}>
        {attachments.map((one) => (
          <Carried key={one.hash} one={one} item={item} told={told?.(one)} place={placeOf(one.hash)} open={() => setOpened(one)} />
        ))}
      </ul>
      {opened !== undefined && <Viewer item={item} of={opened} close={() => setOpened(undefined)} />}
    </>
  );
};

const Carried = ({
  one,
  item,
  told,
  place,
  open,
}: {
  readonly one: Attachment;
  readonly item: CarryingItem;
  readonly told: string | undefined;
  readonly place: BlobPlace | undefined;
  readonly open: () => void;
}) => {
  const { name, bytes, hash } = one;
  const received = place?.kind === 'coming' ? place.received : undefined;
  const state = received !== undefined ? w.coming(received, bytes) : [told, w.meta(one.type, bytes), place?.kind === 'atHq' && w.atHq];
  return (
    <Row
      of={one}
      here={place?.kind === 'here'}
      wrong={place?.kind === 'failed' ? w.fetchFaults[place.code] : undefined}
      progress={received === undefined ? undefined : { label: w.comingLabel(name), done: received }}
      acts={
        <Act
          place={place}
          name={name}
          open={open}
          fetch={() => void api.blobs.fetch({ ...item, hash })}
          stop={() => void api.blobs.stop({ hash })}
        />
      }
    >
      {Array.isArray(state) ? state.filter(Boolean).join('. ') : state}
    </Row>
  );
};

const Act = ({
  place,
  name,
  open,
  fetch,
  stop,
}: {
  readonly place: BlobPlace | undefined;
  readonly name: string;
  readonly open: () => void;
  readonly fetch: () => void;
  readonly stop: () => void;
}) => {
  switch (place?.kind) {
    case undefined:
      return null;
    case 'here':
      return (
        <Button aria-label={w.openLabel(name)} aria-haspopup="dialog" onClick={open}>
          {w.open}
        </Button>
      );
    case 'coming':
      return <Stop name={name} stop={stop} />;
    case 'atHq':
    case 'failed':
      return (
        <>
          {place.kind === 'failed' && goesOn.has(place.code) && <Stop name={name} stop={stop} />}
          <Button
            icon={<ArrowDownload20Regular />}
            aria-label={place.kind === 'failed' ? w.againLabel(name) : w.fetchLabel(name)}
            onClick={fetch}
          >
            {place.kind === 'failed' ? w.again : w.fetch}
          </Button>
        </>
      );
  }
};

/** What waits for one of these goes on by itself. */
const goesOn: ReadonlySet<FetchFault> = new Set(['NoSignal', 'TooMany']);

const Stop = ({ name, stop }: { readonly name: string; readonly stop: () => void }) => (
  <Button aria-label={w.stopLabel(name)} onClick={stop}>
    {w.stop}
  </Button>
);
