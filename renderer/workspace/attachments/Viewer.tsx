import { useEffect, useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import type { FeedSystemId } from '../../../contracts/systems/ids.ts';
import { api } from '../../api.ts';
import { classes } from '../../format/text.ts';
import { strings } from '../../strings/index.ts';
import { LongText } from '../../ui/LongText.tsx';
import { PDF_TYPE, Pdf } from '../../ui/pdf/Pdf.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { blobUrl, readBlob } from '../blobs.ts';
import s from './attachments.module.css';
import { canShow, readText, SHOWN_TEXT_BYTES } from './readImage.ts';

const { attachments: w } = strings;
const { viewer } = w;

/** The item that carries it. */
export interface CarryingItem {
  readonly system: FeedSystemId;
  readonly kind: string;
  readonly id: string;
}

type Content =
  | { readonly kind: 'loading' | 'image' | 'pdf' | 'tooLarge' | 'notShown' | 'failed' }
  | { readonly kind: 'text'; readonly text: string };

/**
 * An attachment that is on this laptop, in a sheet: an image, plain text or a PDF. Nothing of it is ever a page: no markup, no script, no address
 * but its own. Of every other kind, what it is.
 */
export const Viewer = ({ item, of, close }: { readonly item: CarryingItem; readonly of: Attachment; readonly close: () => void }) => {
  const [content, setContent] = useState<Content>({ kind: 'loading' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sheet is of one attachment of one item
  useEffect(() => {
    let gone = false;
    void contentOf(item, of)
      .catch((): Content => ({ kind: 'failed' }))
      .then((read) => {
        if (!gone) setContent(read);
      });
    return () => {
      gone = true;
    };
  }, [of]);
  return (
    <Sheet title={of.name} className={classes(s.viewer, content.kind === 'pdf' && s.document)} close={close}>
      <Shown of={of} content={content} failed={() => setContent({ kind: 'failed' })} />
    </Sheet>
  );
};

/** Nothing is shown of what could not be journalled. */
const contentOf = async (item: CarryingItem, of: Attachment): Promise<Content> => {
  if (!(await api.blobs.view({ ...item, hash: of.hash })).ok) return { kind: 'failed' };
  if (of.type === 'text/plain') return { kind: 'text', text: await readText(of.hash) };
  if (of.type === PDF_TYPE) return { kind: 'pdf' };
  if (!of.type.startsWith('image/')) return { kind: 'notShown' };
  return { kind: (await canShow(of)) ? 'image' : 'tooLarge' };
};

const Shown = ({ of, content, failed }: { readonly of: Attachment; readonly content: Content; readonly failed: () => void }) => {
  switch (content.kind) {
    case 'loading':
      return <p role="status">{viewer.loading}</p>;
    case 'image':
      return (
        <ScrollRegion label={of.name} className={s.image}>
          <img src={blobUrl(of.hash)} alt={of.name} onError={failed} />
        </ScrollRegion>
      );
    case 'pdf':
      return <Pdf name={of.name} read={async () => readBlob(of.hash)} />;
    case 'text':
      return (
        <>
          <ScrollRegion label={of.name} className={s.text}>
            <LongText text={content.text} className={s.lines} />
          </ScrollRegion>
          {of.bytes > SHOWN_TEXT_BYTES && <p>{viewer.cut(SHOWN_TEXT_BYTES)}</p>}
        </>
      );
    case 'failed':
      return <p role="alert">{viewer.failed}</p>;
    case 'tooLarge':
    case 'notShown':
      return (
        <>
          <p>{viewer[content.kind]}</p>
          <dl className={s.facts}>
            <dt>{viewer.facts.name}</dt>
            <dd>{of.name}</dd>
            <dt>{viewer.facts.type}</dt>
            <dd>{`${w.kind(of.type)} (${of.type})`}</dd>
            <dt>{viewer.facts.bytes}</dt>
            <dd>{w.size(of.bytes)}</dd>
          </dl>
        </>
      );
  }
};
