import type { ReactNode } from 'react';
import type { About } from '../../../contracts/ipc/session.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import { strings } from '../../strings/index.ts';
import s from './laptop.module.css';
import type { Storage } from './Space.tsx';

const said = strings.laptop.sheet;

const Fact = ({ name, children, hint }: { readonly name: string; readonly children: ReactNode; readonly hint?: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {children}
      {hint !== undefined && <small>{hint}</small>}
    </dd>
  </div>
);

/** What the laptop is, until when the officer may work on it, and what protects its key, said as it is. */
export const Facts = ({
  about,
  leaseUntil,
  storage,
}: {
  readonly about: About | undefined;
  readonly leaseUntil: string;
  readonly storage: Storage | undefined;
}) => {
  const now = useNow();
  return (
    <section className={s.part}>
      <h3>{said.facts}</h3>
      <dl className={s.facts}>
        {about !== undefined && (
          <>
            <Fact name={said.laptop}>{about.laptop ?? strings.signin.noLaptop}</Fact>
            <Fact name={said.pool}>{about.pool}</Fact>
            <Fact name={said.version}>{about.version}</Fact>
          </>
        )}
        {storage !== undefined && <Fact name={said.policy}>{said.policyVersion(storage.policyVersion)}</Fact>}
        {storage !== undefined && storage.unread > 0 && (
          <Fact name={said.unread} hint={said.unreadHint}>
            {storage.unread}
          </Fact>
        )}
        <Fact name={said.lease} hint={said.leaseHint}>
          {dayClock(leaseUntil, now)}
        </Fact>
        {about !== undefined && (
          <Fact name={said.sealing} hint={said.sealings[about.sealing]}>
            {strings.signin.sealing[about.sealing]}
          </Fact>
        )}
      </dl>
    </section>
  );
};
