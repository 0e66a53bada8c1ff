import { ClipboardTask20Regular } from '@fluentui/react-icons/svg/clipboard-task';
import { useState } from 'react';
import { api } from '../../../api.ts';
import { strings } from '../../../strings/index.ts';
import { toldOf } from '../../../strings/told.ts';
import { Button } from '../../../ui/Button.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from './record.module.css';

const { tasks: w } = strings.missing;
/** A task's title is one line. */
const TITLE_LENGTH = 80;

/** An enquiry as a task: a supervisor's form for one, which begins with what was written. It is a draft from then on. */
export const TaskOfEnquiry = ({ id, text }: { readonly id: string; readonly text: string }) => {
  const { officer, go } = useWorkspace();
  const [told, setTold] = useState<string>();
  if (!officer.roles.includes('supervisor')) return null;
  const open = async (): Promise<void> => {
    const key = crypto.randomUUID();
    const [first = ''] = text.split(/(?<=[.!?])\s|\n/);
    const what = first.length <= TITLE_LENGTH ? first : `${first.slice(0, TITLE_LENGTH - 1).toWellFormed()}…`;
    const fields = { what, text, missingId: id };
    const kept = await api.drafts.save({ key, kind: 'task.create', system: 'crime', itemId: id, title: what, fields, blobs: [] });
    if (kept.ok) go({ pane: 'crime', form: { kind: 'task.create', draft: key, about: id } });
    else setTold(toldOf(kept.code));
  };
  return (
    <div className={s.ofEnquiry}>
      <Button appearance="subtle" icon={<ClipboardTask20Regular />} onClick={() => void open()}>
        {w.ofEnquiry}
      </Button>
      {told !== undefined && <p role="alert">{told}</p>}
    </div>
  );
};
