import { z } from 'zod';

/** Number of a case file, year and serial: CF-26-00031. */
export const caseFileNumber = z.string().regex(/^CF-\d{2}-\d{5}$/);
/** Number of a hand-over of case files, year and serial: HO-26-00007. */
export const handOverNumber = z.string().regex(/^HO-\d{2}-\d{5}$/);
