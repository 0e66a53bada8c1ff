import { Document24Regular } from '@fluentui/react-icons/svg/document';
import { DocumentText24Regular } from '@fluentui/react-icons/svg/document-text';
import { Image24Regular } from '@fluentui/react-icons/svg/image';
import { Video24Regular } from '@fluentui/react-icons/svg/video';
import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { classes } from '../../format/text.ts';
import { blobUrl } from '../blobs.ts';
import s from './attachments.module.css';
import { isImage } from './imageSize.ts';
import { canShow } from './readImage.ts';

/** Device pixels, width and height: twice what it takes on screen. */
const sizes = { square: [112, 112], portrait: [208, 260] } as const;
/** One after the other: each holds a whole image decoded, for a moment. */
let turn: Promise<unknown> = Promise.resolve();

/** A small picture of an image that is on this laptop; of all else, what kind it is. It says nothing to whoever hears the page. */
export const Thumbnail = ({
  of,
  here,
  shape = 'square',
}: {
  readonly of: Attachment;
  readonly here: boolean;
  readonly shape?: keyof typeof sizes;
}) => {
  const [width, height] = sizes[shape];
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const { hash } = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hash is one attachment for ever
  useEffect(() => {
    if (!here || !isImage(of.type)) return;
    let gone = false;
    turn = turn.then(async () => {
      if (gone || canvas.current === null) return;
      const isDrawn = await draw(canvas.current, of).catch(() => false);
      if (!gone) setDrawn(isDrawn);
    });
    return () => {
      gone = true;
    };
  }, [hash, here]);
  return (
    <span className={classes(s.thumb, shape === 'portrait' && s.portrait)} aria-hidden="true">
      <canvas ref={canvas} width={width} height={height} hidden={!drawn} />
      {!drawn && <Kind type={of.type} />}
    </span>
  );
};

const Kind = ({ type }: { readonly type: string }) => {
  if (type.startsWith('image/')) return <Image24Regular />;
  if (type.startsWith('video/')) return <Video24Regular />;
  return type === 'text/plain' ? <DocumentText24Regular /> : <Document24Regular />;
};

/** The middle of the image, scaled as it is decoded. False for one that may not be decoded. */
const draw = async (canvas: HTMLCanvasElement, of: Attachment): Promise<boolean> => {
  if (!(await canShow(of))) return false;
  const { width, height } = canvas;
  const blob = await (await fetch(blobUrl(of.hash))).blob();
  const image = await createImageBitmap(blob, { resizeHeight: height, resizeQuality: 'medium' });
  try {
    const scale = Math.max(width / image.width, height / image.height);
    const [across, down] = [width / scale, height / scale];
    canvas.getContext('2d')?.drawImage(image, (image.width - across) / 2, (image.height - down) / 2, across, down, 0, 0, width, height);
    return true;
  } finally {
    image.close();
  }
};
