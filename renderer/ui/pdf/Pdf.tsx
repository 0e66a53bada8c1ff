import { lazy, Suspense } from 'react';
import { strings } from '../../strings/index.ts';
import type { PdfProps } from './PdfDocument.tsx';

/** What reads PDF is half a megabyte, which the window's start does not wait for. */
const PdfDocument = lazy(async () => ({ default: (await import('./PdfDocument.tsx')).PdfDocument }));

export const PDF_TYPE = 'application/pdf';

/** A PDF in the window (docs/decisions/0032-pdf.md): for mail, statements and whatever else carries one. */
export const Pdf = (props: PdfProps) => (
  <Suspense fallback={<p role="status">{strings.pdf.loading}</p>}>
    <PdfDocument {...props} />
  </Suspense>
);
