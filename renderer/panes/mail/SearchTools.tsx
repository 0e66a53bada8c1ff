import { strings } from '../../strings/index.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import s from './mail.module.css';
import type { ServerSearch, Where } from './useMailList.ts';

const { atServer: w } = strings.mail;

/** Under the search of mail: where it looks, how the server's search stands, and what of the words was not understood. */
export const SearchTools = ({
  where,
  choose,
  atServer,
  offline,
  notUnderstood,
}: {
  readonly where: Where;
  readonly choose: (where: Where) => void;
  readonly atServer: ServerSearch | undefined;
  readonly offline: boolean;
  readonly notUnderstood: readonly string[];
}) => {
  const stands = w.stands[offline ? 'offline' : (atServer?.kind ?? 'more')];
  return (
    <>
      <SegmentedControl
        label={w.where}
        items={[
          { id: 'here', label: w.here },
          { id: 'server', label: w.there, count: atServer?.kind === 'ready' ? atServer.value.rows.length : undefined },
        ]}
        on={where}
        choose={choose}
      />
      <p className={s.note} role="status">
        {notUnderstood.length > 0 ? strings.mail.searchUnclear(notUnderstood) : where === 'here' ? strings.mail.searchHelp : stands}
      </p>
    </>
  );
};
