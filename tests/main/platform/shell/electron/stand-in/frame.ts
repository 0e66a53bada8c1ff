/** One frame of a page and the process that renders it (docs/api/web-frame-main.md). */
export class Frame {
  readonly frames: Frame[] = [];
  readonly parent: Frame | null;
  readonly origin: string;
  readonly osProcessId: number;
  detached = false;
  constructor(osProcessId: number, origin: string, parent: Frame | null = null) {
    this.osProcessId = osProcessId;
    this.origin = origin;
    this.parent = parent;
  }
  /** Itself among them. */
  get framesInSubtree(): readonly Frame[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }
}
