import { textHeights } from 'ol/render/canvas.js';

const FAMILY = "'Atkinson Hyperlegible Next Variable', 'Segoe UI', sans-serif";
/** Of a font's size. */
const LINE_HEIGHT = 1.3;

/**
 * Line heights by font, behind the map library's own memory of them. It finds out what is not in there by writing markup into the page,
 * which no script may do here (Trusted Types), and it empties its memory when a font has loaded.
 */
const known: Record<string, number> = {};
Object.setPrototypeOf(textHeights, known);

/** A font for labels on the map, as CSS writes it. `size`: in pixels. */
export const labelFont = (weight: number, size: number): string => {
  const font = `${weight} ${size}px ${FAMILY}`;
  known[font] = size * LINE_HEIGHT;
  return font;
};
