import { api } from '../../api.ts';
import { useFetched } from '../../hooks/useAsk.ts';
import { strings } from '../../strings/index.ts';
import { OtherFields } from '../../ui/OtherFields.tsx';
import { UnfetchedLine } from '../../workspace/AskState.tsx';
import { OfficerLink } from '../../workspace/OfficerLink.tsx';
import { useWorkspace } from '../../workspace/workspace.ts';
import s from './people.module.css';

/** Who is in my team, and under which call sign. */
export const Team = () => {
  const { officer } = useWorkspace();
  const { state } = useFetched(['people.team'], () => api.people.team(null), { topics: ['people'] });
  const team = state.kind === 'ready' ? state.value : [];
  return (
    <section>
      <h2>{strings.people.team(officer.team)}</h2>
      {state.kind === 'unfetched' ? (
        <UnfetchedLine className={s.none} />
      ) : team.length === 0 ? (
        state.kind === 'ready' && <p className={s.none}>{strings.people.noTeam}</p>
      ) : (
        <ul className={s.team}>
          {team.map((member) => (
            <li key={member.staffId}>
              <b>
                <OfficerLink id={member.staffId}>
                  {member.rank} {member.name}
                </OfficerLink>
              </b>
              <span>{member.callSign ?? strings.people.noCallSign}</span>
              <OtherFields other={member.other} of={`${member.rank} ${member.name}`} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
