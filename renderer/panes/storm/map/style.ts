import type { FeatureLike } from 'ol/Feature.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style, { type StyleFunction } from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { labelFont } from './labels.ts';

/** Which recorded crimes are drawn: of a kind, or of all where none is named, of one month. */
export interface CrimeChoice {
  readonly kind: string | undefined;
  readonly month: string;
}

/** The longest label that is drawn: a street's name has half of it, and a tile may hold any. */
const LONGEST_WORD = 60;
/** Metres a pixel up to which streets are named, and every point is drawn. */
const NAMED_UP_TO = 12;

/** A text of a feature, whatever the tile holds under that name. */
export const wordOf = (feature: FeatureLike, name: string): string | undefined => {
  const value: unknown = feature.get(name);
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_WORD) : undefined;
};

/** How the map is drawn, in the colours and at the letter size of the page around `element`. */
export const styleOf = (element: HTMLElement, choice: CrimeChoice | undefined): StyleFunction => {
  const page = getComputedStyle(element);
  const colour = (name: string): string => page.getPropertyValue(`--mo${name}`).trim() || 'CanvasText';
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const halo = new Stroke({ color: colour('Surface'), width: 4 });
  /** Its own colour around each cell, so that no seam is seen between two. */
  const cell = (name: string, zIndex: number): Style =>
    new Style({ fill: new Fill({ color: colour(name) }), stroke: new Stroke({ color: colour(name), width: 1.5 }), zIndex });
  const land = [cell('Sunken', 0), cell('Surface', 1)] as const;
  const neighbourhood = new Style({ stroke: new Stroke({ color: colour('Line'), width: 1.5 }), zIndex: 2 });
  const district = new Style({ stroke: new Stroke({ color: colour('LineStrong'), width: 2.5, lineDash: [10, 5] }), zIndex: 3 });
  const dot = new Style({
    image: new Circle({ radius: 3, fill: new Fill({ color: colour('LineStrong') }), declutterMode: 'none' }),
    zIndex: 4,
  });
  const street = (name: string): Style =>
    new Style({
      text: new Text({
        text: name,
        font: labelFont(500, 0.875 * rem),
        fill: new Fill({ color: colour('Ink2') }),
        stroke: halo,
        offsetY: 0.8 * rem,
      }),
      zIndex: 4,
    });
  const town = (name: string): Style =>
    new Style({
      text: new Text({ text: name, font: labelFont(700, 1.25 * rem), fill: new Fill({ color: colour('Ink') }), stroke: halo }),
      zIndex: 6,
    });
  const crime = (count: number): Style =>
    new Style({
      image: new RegularShape({
        points: 3,
        radius: 7 + Math.min(6, Math.sqrt(count)),
        fill: new Fill({ color: colour('Danger') }),
        stroke: new Stroke({ color: colour('Surface'), width: 1.5 }),
        declutterMode: 'none',
      }),
      zIndex: 5,
    });
  return (feature, resolution) => {
    const name = wordOf(feature, 'name');
    switch (feature.get('layer')) {
      case 'land':
        return land[feature.get('own') === 1 ? 1 : 0];
      case 'boundary':
        return feature.get('kind') === 'district' ? district : neighbourhood;
      case 'street':
        if (resolution > 2 * NAMED_UP_TO) return undefined;
        return name === undefined || resolution > NAMED_UP_TO ? dot : [dot, street(name)];
      case 'town':
        return name === undefined ? undefined : town(name);
      case 'crime':
        if (choice === undefined || feature.get('month') !== choice.month) return undefined;
        return choice.kind !== undefined && feature.get('kind') !== choice.kind ? undefined : crime(Number(feature.get('count')) || 1);
      default:
        return undefined; // A layer that only a newer map has.
    }
  };
};
