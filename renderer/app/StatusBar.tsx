import { ArrowUpload20Filled } from '@fluentui/react-icons/svg/arrow-upload';
import { Building20Regular } from '@fluentui/react-icons/svg/building';
import { CellularData120Regular, CellularData420Regular } from '@fluentui/react-icons/svg/cellular-data';
import { ChevronUp20Regular } from '@fluentui/react-icons/svg/chevron-up';
import { Clock20Regular } from '@fluentui/react-icons/svg/clock';
import { CloudCheckmark20Regular } from '@fluentui/react-icons/svg/cloud-checkmark';
import { CloudOff20Filled } from '@fluentui/react-icons/svg/cloud-off';
import { ErrorCircle20Filled } from '@fluentui/react-icons/svg/error-circle';
import { Key20Regular } from '@fluentui/react-icons/svg/key';
import { Laptop20Regular } from '@fluentui/react-icons/svg/laptop';
import type { Ref } from 'react';
import type { LinkStatus } from '../../contracts/ipc/link.ts';
import type { UpdateStatus } from '../../contracts/ipc/update.ts';
import { classes } from '../format/text.ts';
import { clock, dayClock } from '../format/time.ts';
import { useNow } from '../hooks/useNow.ts';
import { strings } from '../strings/index.ts';
import s from './status.module.css';

/** The access that ends within this is said in amber: time to find signal. */
const endingMs = 30 * 60 * 1000;

const linkOf = (link: LinkStatus | undefined, now: Date) => {
  switch (link?.link) {
    case undefined:
      return { icon: <CellularData420Regular />, text: strings.app.status.unknown };
    case 'online':
      return { icon: <CellularData120Regular />, text: strings.app.status.online };
    case 'weak':
      return { icon: <CellularData420Regular />, text: strings.app.status.weak };
    case 'offline':
      return { icon: <CloudOff20Filled />, text: strings.app.status.offline(dayClock(link.since, now)) };
  }
};

const Contact = ({ link, now }: { readonly link: LinkStatus | undefined; readonly now: Date }) => {
  if (link?.lastContact === undefined) return <span>{strings.app.status.noContact}</span>;
  return (
    <span>
      {strings.app.status.lastContact} <b>{dayClock(link.lastContact, now)}</b>
      {link.link === 'offline' && `, ${strings.app.status.fromLaptop}`}
    </span>
  );
};

/** The clock is right within this. */
const clockMs = 5000;

/** How the laptop stands, always in words: link, last contact, unsent, access, site, laptop; and the time. */
export const StatusBar = ({
  link,
  leaseUntil,
  laptop,
  update,
  outboxOpen,
  outboxRef,
  outbox,
}: {
  readonly link: LinkStatus | undefined;
  readonly leaseUntil: string;
  readonly laptop: string | undefined;
  readonly update: UpdateStatus;
  readonly outboxOpen: boolean;
  readonly outboxRef: Ref<HTMLButtonElement>;
  readonly outbox: () => void;
}) => {
  const now = useNow(clockMs);
  const offline = link?.link === 'offline';
  const { unsent = 0, undecided = 0 } = link ?? {};
  const ending = Date.parse(leaseUntil) - now.getTime() < endingMs;
  const shown = linkOf(link, now);
  return (
    <footer className={classes(s.status, offline && s.off, link?.link === 'weak' && s.weak)} data-region>
      <div className={classes(s.cell, s.link)} role="status">
        {shown.icon}
        {shown.text}
      </div>
      <div className={classes(s.cell, s.contact)}>
        <Contact link={link} now={now} />
      </div>
      <button
        ref={outboxRef}
        type="button"
        className={classes(s.cell, s.unsent, undecided > 0 ? s.undecided : unsent > 0 && s.some)}
        aria-expanded={outboxOpen}
        onClick={outbox}
      >
        {undecided > 0 ? <ErrorCircle20Filled /> : unsent > 0 ? <ArrowUpload20Filled /> : <CloudCheckmark20Regular />}
        {undecided > 0
          ? strings.app.status.undecided(undecided, unsent - undecided)
          : unsent > 0
            ? strings.app.status.unsent(unsent)
            : link === undefined
              ? strings.app.status.counting
              : strings.app.status.allSent}
        <ChevronUp20Regular />
      </button>
      <div className={classes(s.cell, s.push, ending && s.some)}>
        <Key20Regular />
        <span>
          {ending ? strings.app.status.leaseEnding : strings.app.status.lease} <b>{dayClock(leaseUntil, now)}</b>
        </span>
      </div>
      {link?.site !== undefined && !offline && (
        <div className={classes(s.cell, s.place)}>
          <Building20Regular />
          {link.site}
        </div>
      )}
      {laptop !== undefined && (
        <div className={classes(s.cell, s.place)}>
          <Laptop20Regular />
          {laptop}
        </div>
      )}
      {update.unfit !== undefined && <div className={classes(s.cell, s.some)}>{strings.app.status.versionUnfit}</div>}
      {update.outdated !== undefined && <div className={classes(s.cell, s.some)}>{strings.app.status.versionOutdated}</div>}
      {update.outdated === undefined && update.release?.kind === 'ready' && <div className={s.cell}>{strings.app.status.versionReady}</div>}
      <div className={classes(s.cell, s.now)}>
        <Clock20Regular />
        <time dateTime={now.toISOString()}>{clock(now.toISOString())}</time>
      </div>
    </footer>
  );
};
