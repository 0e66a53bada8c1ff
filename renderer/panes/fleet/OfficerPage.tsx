import { useState } from 'react';
import type { Role } from '../../../contracts/domain/officer.ts';
import type { OfficerRow as Officer } from '../../../contracts/hq/fleet.ts';
import type { Result } from '../../../contracts/result.ts';
import { api } from '../../api.ts';
import { dayClock } from '../../format/time.ts';
import { useNow } from '../../hooks/useNow.ts';
import type { FleetCode } from '../../strings/en/fleet-faults.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { NotDone } from '../../ui/NotDone.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './panel.module.css';
import { Roles } from './Roles.tsx';

const { officers: w } = strings.fleet;

/** What is asked about before it is done. */
type Asking = { readonly what: 'revoke' } | { readonly what: 'restore' } | { readonly what: 'revokeCard'; readonly serial: string };

/** One officer: whether they have access, their roles, their cards. `changed` is called when HQ has taken a change. */
export const OfficerPage = ({ officer: given, changed }: { readonly officer: Officer; readonly changed: () => void }) => {
  const { officer: own } = useWorkspace();
  const now = useNow();
  const [newer, setNewer] = useState<{ readonly than: Officer; readonly officer: Officer }>();
  const [asking, setAsking] = useState<Asking>();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<FleetCode>();
  // HQ's answer to a change counts until the list has been asked again.
  const officer = newer?.than === given ? newer.officer : given;
  const { staffId } = officer;
  const yourself = staffId === own.staffId;

  const change = async (ask: () => Promise<Result<Officer, FleetCode>>): Promise<void> => {
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    setAsking(undefined);
    setFault(answer.ok ? undefined : answer.code);
    if (!answer.ok) return;
    setNewer({ than: given, officer: answer.value });
    changed();
  };
  const go = (what: Asking): void => {
    const asks = {
      revoke: () => api.fleet.revokeOfficer({ staffId }),
      restore: () => api.fleet.restoreOfficer({ staffId }),
      revokeCard: () => api.fleet.revokeCard({ staffId, serial: what.what === 'revokeCard' ? what.serial : '' }),
    } as const;
    void change(asks[what.what]);
  };
  const confirm = (question: string, what: Asking) => (
    <Confirm question={question} yes={w.yes[what.what]} no={w.no} busy={busy} onYes={() => go(what)} onNo={() => setAsking(undefined)} />
  );

  return (
    <>
      <header className={s.head}>
        <div className={s.line}>
          <h2>{officer.name}</h2>
          <Chip tone={officer.state === 'active' ? 'ok' : 'danger'}>{officer.state === 'active' ? w.active : w.revoked}</Chip>
        </div>
        <p>{[`${officer.rank} ${officer.collarNumber}`, officer.team, officer.staffId].filter(Boolean).join(', ')}</p>
      </header>
      <ScrollRegion className={s.body} label={officer.name}>
        {fault !== undefined && <NotDone message={strings.fleet.faults[fault]} />}
        {yourself ? (
          <p className={s.stale}>{w.you}</p>
        ) : (
          <section className={s.part}>
            {asking?.what === 'revoke' && confirm(w.revokeAsk(officer.name), asking)}
            {asking?.what === 'restore' && confirm(w.restoreAsk(officer.name), asking)}
            {(asking === undefined || asking.what === 'revokeCard') && (
              <Button onClick={() => setAsking({ what: officer.state === 'active' ? 'revoke' : 'restore' })}>
                {officer.state === 'active' ? w.revoke : w.restore}
              </Button>
            )}
          </section>
        )}
        {!yourself && (
          <Roles
            key={officer.roles.join()}
            roles={officer.roles}
            busy={busy}
            save={(roles: Role[]) => void change(() => api.fleet.setRoles({ staffId, roles }))}
          />
        )}
        <section className={s.part}>
          <h3>{w.cards}</h3>
          {officer.cards.length === 0 && <p className={s.none}>{w.noCards}</p>}
          <ul className={s.cards}>
            {officer.cards.map((card) => (
              <li key={card.serial}>
                <p>
                  <b>{w.card(card.serial)}</b>
                  <small>{card.lastUsed === undefined ? w.cardUnused : w.cardUsed(dayClock(card.lastUsed, now))}</small>
                </p>
                {card.revokedAt !== undefined ? (
                  <Chip tone="danger">{w.cardRevoked(dayClock(card.revokedAt, now))}</Chip>
                ) : asking?.what === 'revokeCard' && asking.serial === card.serial ? (
                  confirm(w.revokeCardAsk, asking)
                ) : (
                  <Button onClick={() => setAsking({ what: 'revokeCard', serial: card.serial })}>{w.revokeCard}</Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      </ScrollRegion>
    </>
  );
};
