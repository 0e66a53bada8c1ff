import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { faultsOf, fitted } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { LogFinder } from '../../storm/LogFinder.tsx';
import s from './actions.module.css';
import type { ActionProps } from './kinds.ts';

const { linkLog: w } = strings.forms.missingPerson;
/** `told`: what the log is, of one that is none of the officer's own. */
const nothing = { incidentId: '', told: '' };
type Fields = Readonly<typeof nothing>;

/** The log that the report came from: one of the officer's own, or one of the area that is found. It is picked, never typed. */
export const LinkLog = ({ report, open, close }: ActionProps) => {
  const { today } = useWorkspace();
  const own = today.state.kind === 'ready' && today.state.value.storm.known ? today.state.value.storm.value.logs : [];
  return (
    <ActionSheet<'missing', 'missing.linkLog', Fields>
      open={open}
      system="missing"
      command="missing.linkLog"
      initial={fitted(nothing, open.payload)}
      read={(kept) => fitted(nothing, kept)}
      title={({ incidentId }) => incidentId}
      check={({ incidentId }) => faultsOf({ incidentId: incidentId === '' ? w.noLog : undefined })}
      payload={({ incidentId }) => ({ missingId: report.id, incidentId })}
      summary={() => w.summary(report.name)}
      words={({ incidentId }) => ({
        ...w,
        title: w.title(report.name),
        send: incidentId === '' ? w.send : w.sendOf(serialOf(incidentId)),
      })}
      close={() => close()}
    >
      {({ incidentId, told }, change, faults) => {
        const found = incidentId === '' || own.some(({ id }) => id === incidentId) ? [] : [{ id: incidentId, title: told, place: '' }];
        const cards = [...found, ...own].map(({ id, title, place }) => ({
          value: id,
          label: `${serialOf(id)} ${title}`.trim(),
          told: place === '' ? undefined : place,
        }));
        return (
          <div className={s.column}>
            <LogFinder label={w.find} choose={({ id, title, place }) => change({ incidentId: id, told: `${title}, ${place}` })} />
            {cards.length > 0 && (
              <RadioCards
                label={w.logs}
                name="log"
                cards={cards}
                chosen={incidentId}
                choose={(id) => change({ incidentId: id, told: '' })}
              />
            )}
            {faults['incidentId'] !== undefined && <p className={s.wrong}>{faults['incidentId']}</p>}
          </div>
        );
      }}
    </ActionSheet>
  );
};
