import type { AskedSource } from '../../contracts/hq/search.ts';
import type { EnquiryAnswer, EnquiryResult } from '../../contracts/ipc/enquiry.ts';
import { known } from '../format/text.ts';
import { dayClock } from '../format/time.ts';
import { strings } from '../strings/index.ts';
import { Button } from '../ui/Button.tsx';
import { Marking } from '../ui/marks.tsx';
import s from './enquiry.module.css';
import { Marked } from './FoundRow.tsx';

const said = strings.enquiry;

/** What HQ's sources have, each by its source; under it what became of each, so that nothing found says what was searched. */
export const EnquiryResults = ({
  answer,
  text,
  open,
}: {
  readonly answer: EnquiryAnswer;
  readonly text: string;
  readonly open: (result: EnquiryResult) => void;
}) => (
  <div className={s.answer}>
    <p className={s.lead} role="status">
      {said.found(answer.results.length)}
    </p>
    {answer.results.length > 0 && (
      <ul className={s.results}>
        {answer.results.map((result) => (
          <li key={`${result.source} ${result.what} ${result.number}`}>
            {result.restricted === undefined ? (
              <button type="button" onClick={() => open(result)}>
                <Result result={result} text={text} />
              </button>
            ) : (
              <div>
                <span>
                  <b>
                    {result.what} {result.number}
                  </b>
                  <small>{said.restricted(result.restricted.contact)}</small>
                </span>
                <i>{result.source}</i>
              </div>
            )}
          </li>
        ))}
      </ul>
    )}
    <h3>{said.asked}</h3>
    <ul className={s.asked}>
      {answer.asked.map((source) => (
        <li key={source.source} className={source.outcome === 'answered' ? undefined : s.failed}>
          <b>{source.source}</b>, {source.holds}: {outcomeOf(source)}
        </li>
      ))}
    </ul>
  </div>
);

const outcomeOf = ({ outcome, found, more }: AskedSource): string => {
  const { answered, ...others } = said.outcome;
  return outcome === 'answered' ? answered(found, more) : (known(others, outcome) ?? others.failed);
};

const Result = ({ result, text }: { readonly result: EnquiryResult; readonly text: string }) => (
  <>
    <span>
      <b>
        <Marked text={[result.number, result.title].filter(Boolean).join(': ')} search={text} />
      </b>
      <small>
        {result.what}
        {result.detail !== '' && ', '}
        <Marked text={result.detail} search={text} />
      </small>
      <small>{agesOf(result).join(' · ')}</small>
    </span>
    <i>
      {result.source}
      {result.here !== undefined && <small>{said.here}</small>}
    </i>
    {result.marking !== undefined && <Marking marking={result.marking} />}
  </>
);

/** Its grading and its age, as far as the source says. */
const agesOf = ({ grading, at, asOf }: EnquiryResult): readonly string[] => [
  ...(grading === undefined ? [] : [said.grading(grading)]),
  ...(at === undefined ? [] : [said.begun(dayClock(at, new Date()))]),
  ...(asOf === undefined ? [] : [said.asOf(dayClock(asOf, new Date()))]),
];

/** A record as HQ has it, to be read. */
export const EnquiryRecord = ({ record, back }: { readonly record: EnquiryResult; readonly back: () => void }) => (
  <article className={s.record}>
    <h3>
      {record.number}: {record.title}
    </h3>
    <p className={s.lead}>
      {[record.source, record.what, record.detail, ...agesOf(record)].filter(Boolean).join(' · ')}
      {record.marking !== undefined && <Marking marking={record.marking} />}
    </p>
    <dl>
      {record.fields.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
    <footer className={s.foot}>
      <p>{said.readOnly}</p>
      <Button appearance="primary" onClick={back} autoFocus>
        {said.back}
      </Button>
    </footer>
  </article>
);
