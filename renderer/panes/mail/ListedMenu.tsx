import { TextBulletListLtr20Regular } from '@fluentui/react-icons/svg/text-bullet-list-ltr';
import { TextBulletListTree20Regular } from '@fluentui/react-icons/svg/text-bullet-list-tree';
import { strings } from '../../strings/index.ts';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import s from './mail.module.css';
import type { ListedBy } from './useListedBy.ts';

const { listedBy: w } = strings.mail;
const ways = ['conversations', 'messages'] as const;

/** Whether mail is listed by conversations or message by message. */
export const ListedMenu = ({ by, choose }: { readonly by: ListedBy; readonly choose: (by: ListedBy) => void }) => (
  <ChoiceMenu
    name={w.button(w[by])}
    menuName={w.label}
    className={s.icon}
    end
    button={
      <span title={w.button(w[by])}>{by === 'conversations' ? <TextBulletListTree20Regular /> : <TextBulletListLtr20Regular />}</span>
    }
    choices={ways.map((id) => ({ id, content: w[id] }))}
    chosen={by}
    choose={(id) => choose(ways.find((way) => way === id) ?? by)}
  />
);
