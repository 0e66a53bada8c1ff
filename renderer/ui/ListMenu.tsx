import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import s from './listMenu.module.css';

/** Which of a few lists is shown, in the place of its title, with how many each has. */
export const ListMenu = <Id extends string>({
  name,
  menuName,
  of,
  titles,
  counts,
  chosen,
  choose,
}: {
  /** What the button is called; it begins with what the button shows. */
  readonly name: string;
  readonly menuName: string;
  readonly of: readonly Id[];
  readonly titles: Readonly<Record<Id, string>>;
  readonly counts: Readonly<Record<Id, number>> | undefined;
  readonly chosen: Id;
  readonly choose: (id: Id) => void;
}) => (
  <ChoiceMenu
    name={name}
    menuName={menuName}
    className={s.lists}
    button={
      <>
        {titles[chosen]} {counts !== undefined && <span>{counts[chosen]}</span>}
        <ChevronDown20Regular />
      </>
    }
    choices={of.map((id) => ({
      id,
      content: (
        <>
          {titles[id]}
          {counts !== undefined && <small className={s.count}>{counts[id]}</small>}
        </>
      ),
    }))}
    chosen={chosen}
    choose={(id) => {
      const next = of.find((one) => one === id);
      if (next !== undefined) choose(next);
    }}
  />
);
