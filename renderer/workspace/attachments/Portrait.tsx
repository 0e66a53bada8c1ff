import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { Person24Regular } from '@fluentui/react-icons/svg/person';
import { useEffect } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './attachments.module.css';
import { isImage } from './imageSize.ts';
import { Thumbnail } from './Thumbnail.tsx';
import { usePlaces } from './usePlaces.ts';
import type { CarryingItem } from './Viewer.tsx';

const { photo: w } = strings.missing;

/** The first photograph that an item carries. It is fetched by itself when the item is opened: it is what one opens it for. */
export const Portrait = ({
  item: { system, kind, id },
  name,
  attachments = noneCarried,
}: {
  readonly item: CarryingItem;
  /** Whose it is. */
  readonly name: string;
  readonly attachments?: readonly Attachment[] | undefined;
}) => {
  const photograph = attachments.find(({ type }) => isImage(type));
  const hash = photograph?.hash;
  const place = usePlaces(hash === undefined ? [] : [hash])(hash ?? '')?.kind;
  useEffect(() => {
    if (hash !== undefined && place === 'atHq') void api.blobs.fetch({ system, kind, id, hash });
  }, [hash, place, system, kind, id]);
  if (photograph === undefined || hash === undefined)
    return (
      <span className={classes(s.thumb, s.portrait)} role="img" aria-label={w.none}>
        <Person24Regular />
      </span>
    );
  return (
    <div className={s.photo}>
      <div role="img" aria-label={w.of(name)}>
        <Thumbnail of={photograph} here={place === 'here'} shape="portrait" />
      </div>
      {(place === 'coming' || place === 'atHq') && <small role="status">{w.coming}</small>}
      {place === 'failed' && (
        <Button icon={<ArrowDownload20Regular />} onClick={() => void api.blobs.fetch({ system, kind, id, hash })}>
          {w.fetch}
        </Button>
      )}
    </div>
  );
};

const noneCarried: readonly Attachment[] = [];
