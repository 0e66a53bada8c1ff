import {
  grayscale,
  LineCapStyle,
  LineJoinStyle,
  lineTo,
  moveTo,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setLineCap,
  setLineJoin,
  setLineWidth,
  stroke,
} from '@cantoo/pdf-lib';
import { drawnText } from '../../../contracts/domain/drawn-text.ts';
import type { Ink } from '../../../contracts/domain/statement-ink.ts';
import type { ArchivalPdf } from './archival-pdf.ts';
import type { Weight } from './fonts.ts';

/** A4 in points; a finger's breadth of margin. */
export const PAGE = { width: 595.28, height: 841.89, margin: 52 } as const;
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
/** From one line to the next, in sizes of the letters. */
const LEADING = 1.42;
const BLACK = grayscale(0);
const GREY = grayscale(0.35);
const RULE = grayscale(0.6);
const THIN = 0.6;

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly grey?: boolean;
}

/** One page under work: what is added goes below what is there. `y` is the line above the next thing, in points from the foot. */
export class Sheet {
  readonly #pdf: ArchivalPdf;
  readonly #page: PDFPage;
  y = PAGE.height - PAGE.margin;

  constructor(pdf: ArchivalPdf) {
    this.#pdf = pdf;
    this.#page = pdf.document.addPage([PAGE.width, PAGE.height]);
  }

  /** The lines that a text makes at this width. A word that is longer than a line is broken. */
  lines(text: string, { size, weight = 'regular' }: TextStyle, width = TEXT_WIDTH): readonly string[] {
    return wrap(drawnText(text), (part) => this.#widthOf(part, weight) * size <= width);
  }

  /** In sizes of the letters. Letter by letter, each measured once: nothing is joined or kerned (`startPdf`), and a line is tried often. */
  #widthOf(text: string, weight: Weight): number {
    const widths = this.#pdf.widths[weight];
    let sum = 0;
    for (const letter of text) {
      const width = widths.get(letter) ?? this.#pdf.fonts[weight].widthOfTextAtSize(letter, 1);
      widths.set(letter, width);
      sum += width;
    }
    return sum;
  }

  heightOf(text: string, style: TextStyle, width = TEXT_WIDTH): number {
    return this.lines(text, style, width).length * style.size * LEADING;
  }

  text(text: string, style: TextStyle, x: number = PAGE.margin, width = TEXT_WIDTH): void {
    for (const line of this.lines(text, style, width)) {
      this.y -= style.size * LEADING;
      this.put(line, style, x, this.y);
    }
  }

  /** One line with its foot at a place of its own. */
  put(text: string, { size, weight = 'regular', grey = false }: TextStyle, x: number, y: number): void {
    this.#page.drawText(drawnText(text), { x, y: y + size * 0.3, size, font: this.#pdf.fonts[weight], color: grey ? GREY : BLACK });
  }

  /** The same, ended at the right margin. */
  putRight(text: string, style: TextStyle, y: number): void {
    const width = this.#widthOf(drawnText(text), style.weight ?? 'regular') * style.size;
    this.put(text, style, PAGE.width - PAGE.margin - width, y);
  }

  rule(y = this.y, from: number = PAGE.margin, to = PAGE.width - PAGE.margin): void {
    this.#page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness: THIN, color: RULE });
  }

  gap(points: number): void {
    this.y -= points;
  }

  /** Labels with their values below, side by side; `shares` of the width. */
  fields(fields: readonly { readonly label: string; readonly value: string; readonly share: number }[]): void {
    const top = this.y;
    let lowest = top;
    let x: number = PAGE.margin;
    for (const { label, value, share } of fields) {
      const width = TEXT_WIDTH * share - FIELD_GAP;
      this.y = top;
      this.text(label, { size: 8, grey: true }, x, width);
      this.text(value, { size: 10.5, weight: 'bold' }, x, width);
      lowest = Math.min(lowest, this.y);
      x += TEXT_WIDTH * share;
    }
    this.y = lowest;
  }

  /** Ink within a box, as large as fits, each piece of a stroke as broad as it was pressed. */
  ink(
    { width, height, strokes }: Ink,
    box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  ): void {
    const scale = Math.min(box.width / width, box.height / height);
    const place = ([x, y]: readonly [number, number, ...number[]]) => [box.x + x * scale, box.y + (height - y) * scale] as const;
    this.#page.pushOperators(pushGraphicsState(), setLineCap(LineCapStyle.Round), setLineJoin(LineJoinStyle.Round));
    for (const points of strokes) {
      for (const [index, point] of points.entries()) {
        const [fromX, fromY] = place(points[Math.max(0, index - 1)] ?? point);
        const [toX, toY] = place(point);
        // A stroke of one point is a dot: a line to where it is, with its round cap. Others begin with their second.
        if (index === 0 && points.length > 1) continue;
        const breadth = THIN + (point[3] / FULL_PRESSURE) * THICKER;
        this.#page.pushOperators(setLineWidth(breadth), moveTo(fromX, fromY), lineTo(toX, toY), stroke());
      }
    }
    this.#page.pushOperators(popGraphicsState());
  }
}

const FIELD_GAP = 10;
const FULL_PRESSURE = 1000;
const THICKER = 1.2;

/** Breaks at white space; `fits` says whether a line does. */
const wrap = (text: string, fits: (line: string) => boolean): readonly string[] => text.split('\n').flatMap((part) => wrapLine(part, fits));

const wrapLine = (text: string, fits: (line: string) => boolean): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\S+\s*/g) ?? ['']) {
    if (line !== '' && !fits((line + word).trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
    while (!fits(line.trimEnd())) {
      const letters = Array.from(line);
      let count = letters.length - 1;
      while (count > 1 && !fits(letters.slice(0, count).join(''))) count--;
      lines.push(letters.slice(0, count).join(''));
      line = letters.slice(count).join('');
    }
  }
  return [...lines, line.trimEnd()];
};
