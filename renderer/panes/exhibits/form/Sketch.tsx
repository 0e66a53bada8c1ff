import { Checkmark20Regular } from '@fluentui/react-icons/svg/checkmark';
import type { Ink } from '../../../../contracts/domain/statement-ink.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { hasInk } from '../../statements/form/fields.ts';
import { InkPad } from '../../statements/InkPad.tsx';
import { pathOf } from '../../statements/ink.ts';
import s from '../exhibits.module.css';

const { form: w } = strings.exhibits;
/** As many points as a draft has room for beside its words. */
const MOST_SKETCH_POINTS = 3000;
/** Device pixels of the picture to a CSS pixel of the field: sharp in print. */
const SCALE = 2;
const LINE_WIDTH = 3;

/** A field to draw in; what is drawn is in the draft, and becomes a picture, black on white, that is a file like any other. */
export const Sketch = ({
  ink,
  change,
  use,
}: {
  readonly ink: Ink;
  readonly change: (ink: Ink) => void;
  readonly use: (picture: File) => void;
}) => (
  <div className={s.sketch}>
    <InkPad label={w.sketch} name="" ink={ink} most={MOST_SKETCH_POINTS} change={change} />
    <p className={s.told}>{w.sketchHint}</p>
    <Button icon={<Checkmark20Regular />} disabledFocusable={!hasInk(ink)} onClick={() => void pictureOf(ink).then(use)}>
      {w.sketchUse}
    </Button>
  </div>
);

const pictureOf = async ({ width, height, strokes }: Ink): Promise<File> => {
  const canvas = new OffscreenCanvas(width * SCALE, height * SCALE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  Object.assign(context, { strokeStyle: 'black', lineWidth: LINE_WIDTH, lineCap: 'round', lineJoin: 'round' });
  for (const stroke of strokes) context.stroke(new Path2D(pathOf(stroke)));
  return new File([await canvas.convertToBlob({ type: 'image/png' })], w.sketchName, { type: 'image/png' });
};
