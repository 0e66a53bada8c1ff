import { useState } from 'react';
import type { Role } from '../../../contracts/domain/officer.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/fields.tsx';
import s from './panel.module.css';

const { officers: w } = strings.fleet;
const all: readonly Role[] = ['officer', 'supervisor', 'ict', 'auditor'];

/** An officer's roles, to be ticked; nothing changes until they are saved. */
export const Roles = ({
  roles,
  busy,
  save,
}: {
  readonly roles: readonly Role[];
  readonly busy: boolean;
  readonly save: (roles: Role[]) => void;
}) => {
  const [chosen, setChosen] = useState(roles);
  const same = all.every((role) => roles.includes(role) === chosen.includes(role));
  const unready = same ? w.noChange : chosen.length === 0 ? w.oneRole : undefined;
  return (
    <section className={s.part}>
      <h3>{w.roles}</h3>
      {all.map((role) => (
        <Check
          key={role}
          label={w.role[role]}
          on={chosen.includes(role)}
          change={(on) => setChosen(all.filter((one) => (one === role ? on : chosen.includes(one))))}
        />
      ))}
      <div className={s.acts}>
        <Button disabledFocusable={busy || unready !== undefined} onClick={() => unready === undefined && save([...chosen])}>
          {unready ?? w.saveRoles}
        </Button>
      </div>
    </section>
  );
};
