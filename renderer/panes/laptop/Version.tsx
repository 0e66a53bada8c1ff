import type { UpdateStatus } from '../../../contracts/ipc/update.ts';
import { fullTime } from '../../format/time.ts';
import { chooseUpdate } from '../../hooks/chooseUpdate.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import s from './laptop.module.css';

const said = strings.laptop.update;
type Release = NonNullable<UpdateStatus['release']>;

/** The program's next version: how far it is, when it goes in, and what becomes of unsent work. Nothing where there is nothing to say. */
export const Version = ({ update, unsent }: { readonly update: UpdateStatus; readonly unsent: number }) => {
  const { release, outdated, due, unfit } = update;
  if (release === undefined && outdated === undefined && due === undefined && unfit === undefined) return undefined;
  return (
    <section className={s.part}>
      <h3>{said.label}</h3>
      {unfit !== undefined && (
        <p>
          <b>{said.unfit}.</b> {said.unfitLead}
        </p>
      )}
      {outdated !== undefined && (
        <p>
          <b>{said.outdated}.</b> {said.outdatedLead(outdated)} {release === undefined && said.askIct}
        </p>
      )}
      {release !== undefined && (
        <p>
          <b>{headOf(release)}.</b> {leadOf(release)}
        </p>
      )}
      {due !== undefined && <p>{said.due(fullTime(due.at))}</p>}
      <p>{unsent > 0 ? said.unsentKept(unsent) : said.kept}</p>
      {release?.kind === 'ready' && <Choices goesIn={release.goesIn} />}
    </section>
  );
};

const Choices = ({ goesIn }: { readonly goesIn: Extract<Release, { kind: 'ready' }>['goesIn'] }) => (
  <div className={s.choices}>
    <Button onClick={() => void chooseUpdate('now')}>{said.now}</Button>
    {goesIn === 'cardOut' && (
      <Button appearance="primary" onClick={() => void chooseUpdate('shiftEnd')}>
        {said.whenShiftEnds}
      </Button>
    )}
  </div>
);

const headOf = (release: Release): string => {
  switch (release.kind) {
    case 'preparing':
      return said.preparingVersion(release.version, Math.floor(release.done * 100));
    case 'ready':
      return said.ready(release.version);
    case 'installing':
      return said.installing(release.version);
    case 'forIct':
      return said.out(release.version);
  }
};

const leadOf = (release: Release): string => {
  switch (release.kind) {
    case 'preparing':
      return `${said.checked} ${said.youSay}`;
    case 'ready':
      return `${said.checked} ${release.goesIn === 'shiftEnd' ? said.untilThen : said.goesIn} ${said.takes}`;
    case 'installing':
      return said.installingLead;
    case 'forIct':
      return said.whys[release.why];
  }
};
