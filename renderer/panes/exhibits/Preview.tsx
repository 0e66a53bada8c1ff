import { useEffect, useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { api } from '../../api.ts';
import { strings } from '../../strings/index.ts';
import { isImage } from '../../workspace/attachments/imageSize.ts';
import { canShow } from '../../workspace/attachments/readImage.ts';
import { usePlaces } from '../../workspace/attachments/usePlaces.ts';
import { blobUrl } from '../../workspace/blobs.ts';
import s from './exhibits.module.css';

const { page: w } = strings.exhibits;

/** The picture of an exhibit, whole. It is fetched by itself when the exhibit is opened, and shown once that is journalled. */
export const Preview = ({ id, reference, of }: { readonly id: string; readonly reference: string; readonly of: Attachment }) => {
  const { hash, type } = of;
  const place = usePlaces([hash])(hash)?.kind;
  const [shown, setShown] = useState<boolean>();
  useEffect(() => {
    if (place === 'atHq' && isImage(type)) void api.blobs.fetch({ system: 'exhibits', kind: 'exhibit', id, hash });
  }, [place, type, id, hash]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hash is one file for ever
  useEffect(() => {
    if (place !== 'here') return;
    let gone = false;
    const may = async (): Promise<boolean> =>
      isImage(type) && (await api.blobs.view({ system: 'exhibits', kind: 'exhibit', id, hash })).ok && canShow(of);
    void may()
      .catch(() => false)
      .then((is) => {
        if (!gone) setShown(is);
      });
    return () => {
      gone = true;
    };
  }, [place, hash]);
  if (!isImage(type) || shown === false) return <p className={s.none}>{w.noPreview}</p>;
  if (shown === true) return <img className={s.picture} src={blobUrl(hash)} alt={w.picture(reference)} onError={() => setShown(false)} />;
  return <p role="status">{place === 'coming' ? w.coming : place === 'here' || place === undefined ? '' : w.elsewhere}</p>;
};
