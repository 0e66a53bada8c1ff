import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { Contents } from './contents.ts';
import { after } from './phase.ts';
import type { Session } from './session.ts';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WORK_AREA: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
/** Where Windows puts a minimised window (WinUser, SW_MINIMIZE): getBounds says so. */
const OFF_SCREEN: Rectangle = { x: -32_000, y: -32_000, width: 160, height: 28 };

/** Every window that was made. */
export const windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  /** docs/api/browser-window.md: of all that are open. */
  static getAllWindows(): readonly BrowserWindow[] {
    return windows.filter((window) => !window.isDestroyed());
  }
  readonly options: Record<string, unknown>;
  readonly #contents: Contents;
  #destroyed = false;
  #place: 'normal' | 'maximized' | 'minimized' | 'fullScreen' = 'normal';
  #normal: Rectangle;
  protectedContent = false;
  /** Whether it was brought on the screen while pictures of it could be taken. */
  wasShownUnprotected = false;
  /** How often it was shown, and whether it is on the screen. */
  shows = 0;
  visible: boolean;

  constructor(options: Record<string, unknown>) {
    super();
    after('BrowserWindow');
    this.options = options;
    this.visible = options.show !== false;
    const { x = 1, y = 2, width = 800, height = 600 } = options as Partial<Rectangle>;
    this.#normal = { x, y, width, height };
    const { session, preload } = options.webPreferences as { readonly session: Session; readonly preload?: string };
    this.#contents = new Contents(session, preload);
    windows.push(this);
    app.emit('web-contents-created', {}, this.#contents);
    app.emit('browser-window-created', {}, this);
  }
  /** For tests, also once it is destroyed. */
  get contents(): Contents {
    return this.#contents;
  }
  get webContents(): Contents {
    this.#alive();
    return this.#contents;
  }
  getBounds(): Rectangle {
    this.#alive();
    if (this.#place === 'minimized') return OFF_SCREEN;
    return this.#place === 'normal' ? this.#normal : WORK_AREA;
  }
  /** Of the normal state, whichever it is in now (docs/api/browser-window.md). */
  getNormalBounds(): Rectangle {
    this.#alive();
    return this.#normal;
  }
  setBounds(bounds: Rectangle): void {
    this.#normal = bounds;
  }
  maximize(): void {
    this.#alive();
    this.#place = 'maximized';
    this.visible = true;
  }
  minimize(): void {
    this.#alive();
    this.#place = 'minimized';
  }
  restore(): void {
    this.#place = 'normal';
  }
  setFullScreen(on: boolean): void {
    this.#alive();
    this.#place = on ? 'fullScreen' : 'normal';
  }
  isMaximized(): boolean {
    this.#alive();
    return this.#place === 'maximized';
  }
  isMinimized(): boolean {
    this.#alive();
    return this.#place === 'minimized';
  }
  isFullScreen(): boolean {
    this.#alive();
    return this.#place === 'fullScreen';
  }
  /** Also brings a minimised window back and takes the focus. */
  show(): void {
    this.#alive();
    this.shows += 1;
    if (!this.protectedContent) this.wasShownUnprotected = true;
    this.visible = true;
    if (this.#place === 'minimized') this.#place = 'normal';
  }
  focus(): void {
    this.#alive();
    this.emit('focus');
  }
  setContentProtection(on: boolean): void {
    this.#alive();
    this.protectedContent = on;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  async loadURL(url: string): Promise<void> {
    this.#alive();
    await this.#contents.load(url);
    if (!this.#destroyed) this.emit('ready-to-show');
  }
  close(): void {
    this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#contents.destroy();
    this.emit('closed');
    if (windows.every((window) => window.isDestroyed())) app.allClosed();
  }
  /** gin_helper: whatever is asked of a destroyed object throws. */
  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}

app.openWindows = () => windows.filter((window) => !window.isDestroyed());
