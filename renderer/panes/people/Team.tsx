import { useDesk } from '../../app/desk.ts';
import { useFetched } from '../../hooks/useFetched.ts';
import { office } from '../../office.ts';
import { UnfetchedLine } from '../../ui/Unfetched.tsx';
import { words } from '../../words/index.ts';
import s from './people.module.css';

/** Who is in my team, and under which call sign. */
export const Team = () => {
  const { officer } = useDesk();
  const { state } = useFetched(() => office.people.team(null), 'team', ['people']);
  const team = state.kind === 'ready' ? state.value : [];
  return (
    <section>
      <h2>{words.people.team(officer.team)}</h2>
      {state.kind === 'unfetched' ? (
        <UnfetchedLine className={s.none} />
      ) : team.length === 0 ? (
        state.kind === 'ready' && <p className={s.none}>{words.people.noTeam}</p>
      ) : (
        <ul className={s.team}>
          {team.map((member) => (
            <li key={member.staffId}>
              <b>
                {member.rank} {member.name}
              </b>
              <span>{member.callSign ?? words.people.noCallSign}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
