import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that judge colours: what another theme can break of a page that all rules have judged. */
export const COLOUR_RULES: readonly string[] = ['color-contrast', 'link-in-text-block'];

/** What axe finds against WCAG 2.2 AA and its best practices, one line a finding; with `rules`, what these find alone. */
export const axeFindings = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // The protocol evaluates past the page's policy, as developer tools do.
    const protocol = await page.context().newCDPSession(page);
    await protocol.send('Runtime.evaluate', { expression: axeSource });
    await protocol.detach();
  }
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as {
      axe: {
        run: (
          root: Document,
          options: object,
        ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    // The frame of a message is another document, with scripts off: there is nothing in it to ask.
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      iframes: false,
      ...(only !== undefined && { runOnly: { type: 'rule', values: only } }),
    });
    return violations.flatMap((found) =>
      found.nodes.map((node) => `${found.impact} ${found.id}: ${node.html.slice(0, 160)} :: ${node.failureSummary.slice(0, 200)}`),
    );
  }, rules);
};

/** Controls smaller than 44 px either way (WCAG 2.5.5), and those of a list that are cut. */
export const smallTargets = (page: Page): Promise<readonly string[]> => page.evaluate(small);
const small = (): string[] =>
  [...document.querySelectorAll('button, [role=option], [role=menuitemradio], input, textarea')]
    .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    // The border of a box that holds an input is part of what one can hit.
    .filter(({ element, box }) => box.height > 0 && (box.height < (element instanceof HTMLInputElement ? 41.5 : 43.5) || box.width < 43.5))
    .map(({ element, box }) => `${element.textContent?.slice(0, 30)} ${Math.round(box.width)}x${Math.round(box.height)}`);

/** What sticks out: the page itself scrolls, or a control lies outside the window or is cut by a box that does not scroll. */
export const overflows = (page: Page): Promise<readonly string[]> => page.evaluate(overflowing);
const overflowing = (): string[] => {
  const found: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push(`page ${root.scrollWidth}x${root.scrollHeight}`);
  const scrolls = (element: Element | null): boolean =>
    element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowY) || scrolls(element.parentElement));
  for (const element of document.querySelectorAll('button, input, textarea, h1, h2, [role=note], footer > *, header > *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) continue;
    const outside =
      box.right > innerWidth + 1 || box.left < -1 || (!scrolls(element.parentElement) && (box.bottom > innerHeight + 1 || box.top < -1));
    if (outside)
      found.push(
        `outside: ${element.textContent?.slice(0, 40)} ${Math.round(box.left)},${Math.round(box.top)} ${Math.round(box.width)}x${Math.round(box.height)}`,
      );
    const style = getComputedStyle(element);
    const cut =
      element.scrollWidth > element.clientWidth + 1 &&
      style.overflowX === 'visible' &&
      style.display !== 'inline' &&
      element.tagName === 'BUTTON';
    if (cut) found.push(`spills: ${element.textContent?.slice(0, 40)}`);
  }
  return found;
};

/** Controls of a bar at the top or the foot that lie over one another, or over what is beside them. */
const overlapping = (): string[] => {
  const found: string[] = [];
  for (const bar of document.querySelectorAll('header, footer')) {
    // What opens over a bar stands over it.
    const floats = (element: Element): boolean =>
      element !== bar &&
      (element instanceof HTMLDialogElement ||
        /absolute|fixed/.test(getComputedStyle(element).position) ||
        (element.parentElement !== null && floats(element.parentElement)));
    const parts = [...bar.querySelectorAll('button, input, h1, h2, p, time')]
      .filter((element) => !floats(element) && element.closest('button') === (element.tagName === 'BUTTON' ? element : null))
      .map((element) => ({ words: element.textContent?.slice(0, 30), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    for (const [index, one] of parts.entries())
      for (const other of parts.slice(index + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 1 && down > 1) found.push(`overlap: ${one.words} / ${other.words} by ${Math.round(across)}x${Math.round(down)}`);
      }
  }
  return found;
};

/** Looks at the page once the window has laid itself out anew, in the frame after the next: what sticks out, lies over another or is too small. */
export const layoutFaults = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([${[overflowing, overlapping, small].map((judge) => `...(${judge})()`).join()}]))))`,
  );

const bytesOf = (header: Buffer, at: number): number => header.readUInt32BE(at);

/** Pixels of a screenshot (8-bit RGB or RGBA, not interlaced) that are pure white. */
export const whitePixels = (png: Buffer): number => {
  const width = bytesOf(png, 16);
  const height = bytesOf(png, 20);
  const channels = png[25] === 6 ? 4 : 3;
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + bytesOf(png, at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + bytesOf(png, at)));
  }
  const raw = new Uint8Array(inflateSync(Buffer.concat(chunks)));
  const stride = width * channels;
  let above = new Uint8Array(stride);
  let white = 0;
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    const line = raw.subarray(from + 1, from + 1 + stride);
    unfilter(raw[from] ?? 0, line, above, channels);
    for (let x = 0; x < stride; x += channels) if (line[x] === 255 && line[x + 1] === 255 && line[x + 2] === 255) white += 1;
    above = line;
  }
  return white;
};

/**
 * Undoes the filter of a line of PNG in place (ISO/IEC 15948 §9.2). A loop a filter: three million bytes a picture, and every scene has two.
 * In a typed array sums wrap at 256, as the standard wants.
 */
const unfilter = (filter: number, line: Uint8Array, above: Uint8Array, channels: number): void => {
  const byte = (bytes: Uint8Array, at: number): number => (at < 0 ? 0 : (bytes[at] as number));
  switch (filter) {
    case 1:
      for (let x = channels; x < line.length; x += 1) line[x] = byte(line, x) + byte(line, x - channels);
      return;
    case 2:
      for (let x = 0; x < line.length; x += 1) line[x] = byte(line, x) + byte(above, x);
      return;
    case 3:
      for (let x = 0; x < line.length; x += 1) line[x] = byte(line, x) + ((byte(line, x - channels) + byte(above, x)) >> 1);
      return;
    case 4:
      for (let x = 0; x < line.length; x += 1) {
        const left = byte(line, x - channels);
        const up = byte(above, x);
        const corner = byte(above, x - channels);
        // Which of the three is nearest to left + up - corner.
        const a = Math.abs(up - corner);
        const b = Math.abs(left - corner);
        const c = Math.abs(left + up - 2 * corner);
        line[x] = byte(line, x) + (a <= b && a <= c ? left : b <= c ? up : corner);
      }
      return;
    default:
  }
};
