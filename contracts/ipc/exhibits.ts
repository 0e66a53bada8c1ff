import { z } from 'zod';
import { attachment, blobHash } from '../domain/blob.ts';
import { instant, marking } from '../domain/common.ts';
import { crimeNumber } from '../domain/crime-number.ts';
import { exhibit } from '../domain/exhibit.ts';
import { exhibitNumber } from '../domain/exhibit-number.ts';
import { otherFields } from '../domain/growing.ts';
import { incidentNumber } from '../domain/incident.ts';
import { itemId } from '../domain/item-id.ts';
import { exhibitReference } from '../domain/statement.ts';
import { statementNumber } from '../domain/statement-number.ts';
import { defineDomain } from './define.ts';
import { fetched } from './fetched.ts';
import { page } from './page.ts';
import { sending } from './sending.ts';

/** On a laptop an exhibit may be one that HQ has not numbered yet: its id is provisional, its version 0, and `sending` says how far it is. */
const exhibitId = itemId(exhibitNumber);
const about = { crimeId: itemId(crimeNumber).optional(), incidentId: itemId(incidentNumber).optional() };

/** Another exhibit that this one is read with. */
const otherExhibit = z.object({ id: exhibitId, reference: exhibitReference, ...about });
export type OtherExhibit = z.infer<typeof otherExhibit>;

/** As long a list as any crime has had. */
export const MOST_EXHIBIT_ROWS = 500;

/** An exhibit in a list. `file`: what is shown of it. */
export const exhibitRow = z.object({
  id: exhibitId,
  ...about,
  reference: exhibitReference,
  text: exhibit.shape.text,
  kind: exhibit.shape.kind,
  producer: exhibit.shape.producer,
  original: attachment.optional(),
  file: attachment.optional(),
  marking,
  takenAt: instant,
  holder: z.string(),
  place: z.string(),
  act: z.string(),
  sending: sending.optional(),
});
export type ExhibitRow = z.infer<typeof exhibitRow>;

export const shownExhibit = exhibit.extend({
  id: exhibitId,
  version: z.number().int().min(0),
  ...about,
  statementId: itemId(statementNumber).optional(),
  /** Statements of the crime that produce it, by number or provisional. */
  statements: z.array(z.object({ id: itemId(statementNumber), name: z.string() })).max(50),
  /** Other exhibits here whose file has the same bytes. */
  sameFile: z.array(otherExhibit).max(50),
  sending: sending.optional(),
  asOf: instant.optional(),
  other: otherFields.optional(),
});
export type ShownExhibit = z.infer<typeof shownExhibit>;

/** What a camera wrote into its picture. `at`: by the camera's clock, without a zone: 2026-11-22 14:05:31. */
export const cameraSays = z.object({ at: z.string().max(19).optional(), camera: z.string().max(200).optional(), position: z.boolean() });
export type CameraSays = z.infer<typeof cameraSays>;

export const exhibits = defineDomain({
  calls: {
    /** All on this laptop, the newest first. */
    list: { request: z.object(page), response: fetched(z.object({ rows: z.array(exhibitRow), total: z.number().int() })), errors: [] },
    /** By reference: of a crime and of the log that it came from, or of a log. */
    about: { request: z.object(about), response: fetched(z.array(exhibitRow).max(MOST_EXHIBIT_ROWS)), errors: [] },
    /** A consultation: it is journalled. By number, or by a provisional id, also one whose exhibit has its number by now. */
    get: { request: z.object({ id: exhibitId }), response: shownExhibit, errors: ['NotFound'] },
    /** The references with these initials that may not be given again: the officer's own, and those of the crime or log. `next`: the lowest after all of them. */
    references: {
      request: z.object({ initials: z.string().regex(/^[A-Z]{1,4}$/), ...about }),
      response: z.object({ taken: z.array(exhibitReference).max(10_000), next: exhibitReference.optional() }),
      errors: [],
    },
    /**
     * What this laptop finds of a file that is kept, before it is an exhibit: exhibits with the same bytes, what a camera wrote into it, and,
     * of a photograph, the copy that is shown, which says none of that. `noView`: why there is none of a JPEG: it cannot be read as one, or is
     * longer than a photograph may be; it can be kept as a document then. NoRoom: there is none for the copy.
     */
    prepare: {
      request: z.object({ hash: blobHash }),
      response: z.object({
        sameFile: z.array(otherExhibit).max(50),
        view: attachment.omit({ name: true }).optional(),
        noView: z.enum(['unreadable', 'tooLarge']).optional(),
        camera: cameraSays.optional(),
      }),
      errors: ['NotFound', 'NoRoom'],
    },
  },
  events: {},
});
