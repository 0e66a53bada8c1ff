import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { Box20Regular } from '@fluentui/react-icons/svg/box';
import { Call20Regular } from '@fluentui/react-icons/svg/call';
import { ClipboardTask20Regular } from '@fluentui/react-icons/svg/clipboard-task';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { DocumentSignature20Regular } from '@fluentui/react-icons/svg/document-signature';
import { Location20Regular } from '@fluentui/react-icons/svg/location';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import { MegaphoneLoud20Regular } from '@fluentui/react-icons/svg/megaphone-loud';
import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { PersonAccounts20Regular } from '@fluentui/react-icons/svg/person-accounts';
import { PersonQuestionMark20Regular } from '@fluentui/react-icons/svg/person-question-mark';
import { TagMultiple20Regular } from '@fluentui/react-icons/svg/tag-multiple';
import { VehicleCar20Regular } from '@fluentui/react-icons/svg/vehicle-car';
import type { ReactNode } from 'react';
import type { FoundItem } from '../../contracts/ipc/today.ts';
import type { FoundKind } from '../../contracts/systems/found.ts';
import { foundPieces } from '../format/foundText.ts';
import { rowDay } from '../format/time.ts';
import { strings } from '../strings/index.ts';
import s from './search.module.css';

const icons: Readonly<Record<FoundKind, ReactNode>> = {
  person: <PersonAccounts20Regular />,
  officer: <Person20Regular />,
  incident: <Alert20Regular />,
  crime: <DocumentBulletList20Regular />,
  vehicle: <VehicleCar20Regular />,
  place: <Location20Regular />,
  telephone: <Call20Regular />,
  object: <Box20Regular />,
  task: <ClipboardTask20Regular />,
  missing: <PersonQuestionMark20Regular />,
  circulation: <MegaphoneLoud20Regular />,
  statement: <DocumentSignature20Regular />,
  exhibit: <TagMultiple20Regular />,
  mail: <Mail20Regular />,
};
/** Kinds that have a number by which officers say them. */
const numbered: readonly FoundKind[] = ['incident', 'crime', 'task', 'missing', 'circulation', 'statement', 'exhibit'];

/** A text with the words that were looked for marked. */
export const Marked = ({ text, search }: { readonly text: string; readonly search: string }) =>
  foundPieces(text, search).map((piece) => (piece.hit ? <mark key={piece.at}>{piece.text}</mark> : piece.text));

/** One thing that was found: its number and title, where or who it is, the words that matched, its system and its day. */
export const FoundRow = ({ item, text }: { readonly item: FoundItem; readonly text: string }) => {
  const said = strings.app.search;
  const number = numbered.includes(item.kind) ? strings.app.numberOf(item.id) : undefined;
  const details = [
    item.mine ? said.mine[item.kind] : undefined,
    item.detail,
    item.told && said.told(item.told.incidents, item.told.crimes),
  ];
  return (
    <div className={s.found}>
      <i>{icons[item.kind]}</i>
      <span>
        {number !== undefined && (
          <>
            <Marked text={number} search={text} />
            {': '}
          </>
        )}
        <Marked text={item.title} search={text} />
        <small dir="auto">
          <Marked text={details.filter((detail) => detail !== undefined && detail !== '').join(', ')} search={text} />
          {item.match !== undefined && (
            <>
              {' · '}
              <Marked text={item.match} search={text} />
            </>
          )}
        </small>
      </span>
      <span className={s.from}>
        <b>{said.sources[item.kind]}</b>
        {item.at !== undefined && <time dateTime={item.at}>{rowDay(item.at, new Date())}</time>}
      </span>
    </div>
  );
};
