import type { UpdateStatus } from '../../../contracts/ipc/update.ts';
import { strings } from '../../strings/index.ts';
import s from './laptop.module.css';

const said = strings.laptop.update;

/** The program's next version: how far it is, when it goes in, and what becomes of unsent work. Nothing where there is nothing to say. */
export const Version = ({ update: { release, outdated }, unsent }: { readonly update: UpdateStatus; readonly unsent: number }) => {
  if (release === undefined && outdated === undefined) return undefined;
  return (
    <section className={s.part}>
      <h3>{said.label}</h3>
      {outdated !== undefined && (
        <p>
          <b>{said.outdated}.</b> {said.outdatedLead(outdated)} {release === undefined && said.askIct}
        </p>
      )}
      {release !== undefined && (
        <p>
          <b>{headOf(release)}.</b> {release.kind === 'forIct' ? said.whys[release.why] : `${said.checked} ${said.goesIn} ${said.takes}`}
        </p>
      )}
      <p>{unsent > 0 ? said.unsentKept(unsent) : said.kept}</p>
    </section>
  );
};

const headOf = (release: NonNullable<UpdateStatus['release']>): string => {
  switch (release.kind) {
    case 'preparing':
      return said.preparingVersion(release.version, Math.floor(release.done * 100));
    case 'ready':
      return said.ready(release.version);
    case 'forIct':
      return said.out(release.version);
  }
};
