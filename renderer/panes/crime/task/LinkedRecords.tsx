import { Person20Regular } from '@fluentui/react-icons/svg/person';
import { Tag20Regular } from '@fluentui/react-icons/svg/tag';
import { thingTypeOf } from '../../../../contracts/domain/thing-type.ts';
import type { LinkedRecord } from '../../../../contracts/ipc/records.ts';
import { api } from '../../../api.ts';
import { wordOf } from '../../../format/text.ts';
import { useAsk } from '../../../hooks/useAsk.ts';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import type { Location } from '../../../workspace/location.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import s from '../report.module.css';

const { records: r, tasks: w } = strings;

/** Persons and things that links join to a task, each the way to its page; nothing where there are none. */
export const LinkedRecords = ({ taskId }: { readonly taskId: string }) => {
  const { go } = useWorkspace();
  const { state } = useAsk(['records.ofTask', taskId], () => api.records.ofTask({ id: taskId }), { topics: ['records', 'outbox'] });
  if (state.kind !== 'ready' || state.value.length === 0) return null;
  return (
    <div className={s.part}>
      <h3>{w.linked}</h3>
      <div className={s.links}>
        {state.value.map((record) => (
          <Button
            key={`${record.id} ${record.role}`}
            icon={record.kind === 'person' ? <Person20Regular /> : <Tag20Regular />}
            onClick={() => go(placeOf(record))}
          >
            {[`${wordOf(r.roles, record.role)}: ${record.name}`, record.warnings > 0 && r.warnings(record.warnings)]
              .filter(Boolean)
              .join(', ')}
          </Button>
        ))}
      </div>
    </div>
  );
};

const placeOf = ({ kind, id }: LinkedRecord): Location =>
  kind === 'person'
    ? { pane: 'people', view: 'persons', id }
    : { pane: 'people', view: 'things', id: `${thingTypeOf(id) ?? 'object'}/${id}` };
