import type { Page } from '@playwright/test';
import { PANES } from './all-scenes.ts';
import { axeFindings, COLOUR_RULES, layoutFaults, overflows, smallTargets, whitePixels } from './look.ts';
import type { Scene } from './scenes.ts';
import type { Harness } from './window.ts';

type Size = readonly [width: number, height: number];

/** In CSS px: 320 wide is WCAG 1.4.10's reflow; 683×384 a police laptop's screen at 200 %, 960×540 a larger one's. */
const SIZES: readonly Size[] = [
  [320, 640],
  [683, 384],
  [960, 540],
  [1000, 700],
  [1093, 614],
  [1280, 720],
  [1366, 768],
  [1920, 1080],
  [2560, 1440],
];
/** Large type in a window of half a screen, as a browser beside another leaves it. */
const CAR_SIZES: readonly Size[] = [...SIZES, [820, 700], [1024, 700]];

const THEMES = ['day', 'night', 'contrast'] as const;
type Theme = (typeof THEMES)[number];
/** Other themes change edges and weights, and little else: one size each, but for the first screen of a pane. */
const ONE_SIZE: Readonly<Record<Theme, Size | undefined>> = { day: undefined, night: [1366, 768], contrast: [1024, 700] };

/** ICT's registers are tables, which WCAG 1.4.10 lets scroll both ways. */
const smallestOf = (scene: Scene): number => (scene.name.startsWith('fleet') ? 683 : 320);

const sizesOf = (scene: Scene, theme: Theme, car: boolean): readonly Size[] => {
  const one = ONE_SIZE[theme];
  if (one !== undefined && !PANES.includes(scene.name)) return car ? [] : [one];
  return (car ? CAR_SIZES : SIZES).filter(([width]) => width >= smallestOf(scene));
};

/** By then a window on a machine that does much else is laid out. */
const LOOKS = 20;
/** What is still wrong once the window is laid out. */
const wrongAt = async (page: Page): Promise<readonly string[]> => {
  let wrong = await layoutFaults(page);
  for (let look = 1; look < LOOKS && wrong.length > 0; look += 1) wrong = await layoutFaults(page);
  return wrong;
};

/** By axe and by light, as an officer goes through the themes: day, F9 to night, Shift+F9 to the car (title bar and taskbar showing), F9 to contrast. */
const inspectThemes = async (page: Page, found: string[]): Promise<void> => {
  const tell = (where: string, wrong: readonly string[]): void => {
    found.push(...wrong.map((one) => `${where}: ${one}`));
  };
  const tellWhite = async (where: string): Promise<void> => {
    const white = whitePixels(await page.screenshot());
    if (white > 0) tell(where, [`${white} white pixels`]);
  };
  tell('day', [...(await axeFindings(page)), ...(await smallTargets(page)), ...(await overflows(page))]);
  await page.keyboard.press('F9');
  tell('night', await axeFindings(page, COLOUR_RULES));
  await tellWhite('night');
  await page.keyboard.press('Shift+F9');
  await page.setViewportSize({ width: 1366, height: 696 });
  tell('car by night', await overflows(page));
  await tellWhite('car by night');
  await page.keyboard.press('F9');
  tell('contrast', await axeFindings(page, COLOUR_RULES));
};

/** By layout, at every size, from contrast in the car on. */
const inspectSizes = async (page: Page, scene: Scene, found: string[]): Promise<void> => {
  let car = true;
  for (const theme of THEMES) {
    await page.keyboard.press('F9');
    const modes: readonly boolean[] = [car, !car];
    for (const inCar of modes) {
      const sizes = sizesOf(scene, theme, inCar);
      if (sizes.length > 0 && inCar !== car) {
        await page.keyboard.press('Shift+F9');
        car = inCar;
      }
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        found.push(...(await wrongAt(page)).map((wrong) => `${theme}${inCar ? ' car' : ''} ${width}x${height}: ${wrong}`));
      }
    }
  }
};

/** All that is wrong with one screen: what axe forbids, what dazzles by night, what sticks out, lies over another, spills or is too small to hit, and what broke the page's policy. */
export const inspect = async ({ open }: Harness, scene: Scene): Promise<readonly string[]> => {
  const { page, complaints } = await open(scene.query === undefined ? {} : { query: scene.query });
  await scene.act?.(page);
  const found: string[] = [];
  await inspectThemes(page, found);
  await inspectSizes(page, scene, found);
  found.push(...complaints);
  await page.close();
  return found;
};
