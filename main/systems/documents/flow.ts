import type { Ink } from '../../../contracts/domain/statement-ink.ts';
import { PAGE, type Sheet, TEXT_WIDTH } from './sheet.ts';

/** What goes on over as many sheets as it needs: headings, and answers beside their labels. */
export class Flow {
  readonly #open: () => Sheet;
  #sheet: Sheet;

  /** `open` adds a sheet with its head. */
  constructor(open: () => Sheet) {
    this.#open = open;
    this.#sheet = open();
  }

  heading(text: string): void {
    this.#need(HEADING_ROOM);
    this.#sheet.gap(12);
    this.#sheet.text(text, { size: 12, weight: 'bold' });
    this.#sheet.gap(2);
  }

  paragraph(text: string): void {
    this.#lines(text, PAGE.margin, TEXT_WIDTH);
  }

  /** Nothing is written of what was not answered. */
  answer(label: string, value: string | undefined): void {
    if (value === undefined || value === '') return;
    this.#need(LINE_ROOM);
    const top = this.#sheet.y;
    const labelStyle = { size: 9.5, grey: true };
    this.#sheet.text(label, labelStyle, PAGE.margin, LABEL_WIDTH);
    const below = this.#sheet.y;
    const sheet = this.#sheet;
    sheet.y = top;
    this.#lines(value, PAGE.margin + LABEL_WIDTH + 10, TEXT_WIDTH - LABEL_WIDTH - 10);
    if (this.#sheet === sheet) this.#sheet.y = Math.min(this.#sheet.y, below);
    this.#sheet.gap(3);
  }

  ink(label: string, ink: Ink | undefined): void {
    if (!ink) return;
    this.#need(INK_HEIGHT + 10);
    const y = this.#sheet.y - INK_HEIGHT;
    this.#sheet.put(label, { size: 9.5, grey: true }, PAGE.margin, y);
    this.#sheet.ink(ink, { x: PAGE.margin + LABEL_WIDTH + 10, y, width: 180, height: INK_HEIGHT });
    this.#sheet.y = y;
    this.#sheet.gap(6);
  }

  /** Line by line, so that a long text goes on at the next sheet. */
  #lines(text: string, x: number, width: number): void {
    const style = { size: 10 };
    for (const line of this.#sheet.lines(text, style, width)) {
      this.#need(LINE_ROOM);
      this.#sheet.text(line, style, x, width);
    }
  }

  #need(height: number): void {
    if (this.#sheet.y - height < PAGE.margin + FOOT_ROOM) this.#sheet = this.#open();
  }
}

const LABEL_WIDTH = 150;
const LINE_ROOM = 18;
const HEADING_ROOM = 60;
const INK_HEIGHT = 42;
const FOOT_ROOM = 20;
