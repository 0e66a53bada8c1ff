import type { ExhibitRecord } from '../../../contracts/domain/exhibit.ts';
import { heldNow } from '../../../contracts/domain/exhibit-continuity.ts';
import type { ExhibitRow } from '../../../contracts/ipc/exhibits.ts';
import type { ItemDescription } from '../../store/items.ts';

/** What a list reads of an exhibit. */
export type ExhibitSummary = Omit<ExhibitRow, 'id' | 'sending'>;

export const summaryOfExhibit = (record: ExhibitRecord): ExhibitSummary => {
  const { crimeId, incidentId, reference, text, kind, producer, original, view, marking, continuity } = record;
  const [taken, held] = [continuity[0], heldNow(record)];
  return {
    ...{ crimeId, incidentId, reference, text, kind, producer, original, file: view ?? original, marking },
    ...{ takenAt: taken?.at ?? '', holder: held?.holder ?? '', place: held?.place ?? '', act: held?.act ?? '' },
  };
};

const describeExhibit = (record: ExhibitRecord): ItemDescription => {
  const { id, reference, text, producer, crimeId, incidentId, original, continuity } = record;
  const [taken] = continuity;
  const links = [
    ...[
      { role: 'crime', value: crimeId },
      { role: 'incident', value: incidentId },
      { role: 'file', value: original?.hash },
    ],
    ...[
      { role: 'officer', value: taken?.collarNumber },
      { role: 'producer', value: producer.collarNumber },
    ],
  ];
  return {
    summary: summaryOfExhibit(record),
    links: links.flatMap(({ role, value }) => (value === undefined ? [] : [{ role, value }])),
    search: {
      title: `${reference} ${text}`,
      body: [id, crimeId, incidentId, producer.name, ...continuity.flatMap(({ holder, place, seal, note }) => [holder, place, seal, note])]
        .filter((line) => line !== undefined)
        .join('\n'),
      at: taken?.at ?? '',
      open: true,
    },
  };
};

export const exhibitKinds = { exhibit: { idOf: ({ id }: ExhibitRecord) => id, describe: describeExhibit } };
