import { sealNow } from '../../../contracts/domain/exhibit-continuity.ts';
import type { ShownExhibit } from '../../../contracts/ipc/exhibits.ts';
import { fullTime } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import s from './exhibits.module.css';
import { type ExhibitFact, FactList } from './FactList.tsx';

const { labelSheet: w } = strings.exhibits;

/** The label as it is written on the bag, with what was corrected since, and room for who identifies it. */
export const LabelSheet = ({ exhibit, close }: { readonly exhibit: ShownExhibit; readonly close: () => void }) => {
  const { reference, text, producer, crimeId, incidentId = '', original, continuity } = exhibit;
  const [taken] = continuity;
  const corrections = continuity.filter(({ act }) => act === 'corrected');
  const lines: readonly ExhibitFact[] = [
    [w.reference, reference],
    [w.description, text],
    ...corrections.map(({ at, note }) => [w.corrected(fullTime(at)), note] as const),
    [w.when, taken && fullTime(taken.at)],
    [w.where, taken?.place],
    [w.by, taken?.by],
    [w.producer, producer.name],
    [w.seal, sealNow(exhibit)],
    [w.crime, strings.app.numberOf(crimeId ?? incidentId)],
    [w.hash, original?.hash],
  ];
  return (
    <Sheet title={w.title(reference)} className={s.labelSheet} close={close}>
      <ScrollRegion className={s.label} label={w.head} region>
        <h3>{w.head}</h3>
        <FactList facts={lines} />
        <p className={s.law}>{w.law}</p>
        <div className={s.signed}>
          <span>{w.signature}</span>
          <span>{w.date}</span>
        </div>
      </ScrollRegion>
    </Sheet>
  );
};
