import {
  GlobalWorkerOptions,
  getDocument,
  InvalidPDFException,
  PasswordResponses,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  PDFWorker,
} from 'pdfjs-dist';
import { BundledBinaries } from './binaries.ts';
import { MOST_IMAGE_PIXELS, MOST_PAGES, OPEN_MS, PAGE_MS } from './limits.ts';
import { startPdfWorker } from './workers.ts';

/** The console must not quote a stranger's file. */
const SILENT = 0;

/** `damaged`: it is no PDF, or too broken a one. `tooLong`: it was stopped. `stopped`: what reads it broke, e.g. for want of memory. */
export type PdfFault = 'damaged' | 'tooLong' | 'stopped';

export interface PdfEvents {
  /** It is encrypted; `again`: with another password than was given. */
  readonly asks: (give: (password: string) => void, again: boolean) => void;
  readonly opened: (document: OpenPdf) => void;
  /** It is over: nothing more of it is shown. Told once. */
  readonly failed: (fault: PdfFault) => void;
}

export interface OpenPdf {
  /** In all; of these the first MOST_PAGES are shown. */
  readonly total: number;
  readonly shown: number;
  /** Numbered from 1. */
  page(number: number): Promise<PDFPageProxy>;
  /** Draws a page, in its own time; a page that takes too long ends the document. Resolves with whether it was drawn. */
  draw(page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number, signal: AbortSignal): Promise<boolean>;
}

/**
 * Opens a stranger's PDF in two threads of its own, one that reads and one that draws, without scripts, forms that run (XFA), fonts of the
 * browser's or network. What hangs in either ends by its deadline, and the page never draws in their place. Takes the bytes over. Gives
 * what ends both threads, at once.
 */
export const openPdf = (data: Uint8Array<ArrayBuffer>, events: PdfEvents): (() => void) => {
  const reading = startPdfWorker('parse');
  const drawing = startPdfWorker('draw');
  let over = false;
  let opening: PDFDocumentLoadingTask | undefined;
  const end = (): void => {
    if (over) return;
    over = true;
    // The library waits for its threads, which may hang: they are ended without it.
    void opening?.destroy().catch(() => undefined);
    reading.terminate();
    drawing.terminate();
  };
  const fail = (fault: PdfFault): void => {
    if (over) return;
    end();
    events.failed(fault);
  };
  for (const worker of [reading, drawing]) worker.addEventListener('error', () => fail('stopped'));

  GlobalWorkerOptions.rendererPorts = [drawing];
  opening = getDocument({
    data,
    // The library's types say that a port is nothing.
    worker: new PDFWorker({ port: reading as never, verbosity: SILENT }),
    verbosity: SILENT,
    maxImageSize: MOST_IMAGE_PIXELS,
    // Their glyphs are drawn as shapes: no font of a stranger's reaches what the browser reads fonts with.
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    BinaryDataFactory: BundledBinaries,
    enableXfa: false,
    stopAtErrors: false,
  });
  let deadline = startDeadline(OPEN_MS, () => fail('tooLong'));
  opening.onPassword = (give: (password: string) => void, reason: number) => {
    deadline.end();
    events.asks((password) => {
      deadline = startDeadline(OPEN_MS, () => fail('tooLong'));
      give(password);
    }, reason === PasswordResponses.INCORRECT_PASSWORD);
  };

  const draw: OpenPdf['draw'] = async (page, canvas, scale, signal) => {
    if (signal.aborted || over) return false;
    const task = page.render({ canvas, viewport: page.getViewport({ scale }) });
    const stop = (): void => task.cancel();
    signal.addEventListener('abort', stop, { once: true });
    // Without its thread the library would draw here, where nothing ends it.
    task.onContinue = (go: () => void) => (task.isWorkerRendering ? go() : fail('stopped'));
    const limit = startDeadline(PAGE_MS, () => fail('tooLong'));
    try {
      await task.promise;
      return true;
    } catch {
      return false;
    } finally {
      limit.end();
      signal.removeEventListener('abort', stop);
    }
  };
  opening.promise
    .then((document) => {
      deadline.end();
      if (over) return;
      const total = document.numPages;
      events.opened({ total, shown: Math.min(total, MOST_PAGES), page: (number) => document.getPage(number), draw });
    })
    .catch((error: unknown) => {
      deadline.end();
      fail(error instanceof InvalidPDFException ? 'damaged' : 'stopped');
    });
  return end;
};

/** A window that is not seen draws nothing: its time does not count. */
const startDeadline = (ms: number, late: () => void): { readonly end: () => void } => {
  let timer: ReturnType<typeof setTimeout>;
  const begin = (): void => {
    timer = setTimeout(() => (document.hidden ? begin() : late()), ms);
  };
  begin();
  return { end: () => clearTimeout(timer) };
};
