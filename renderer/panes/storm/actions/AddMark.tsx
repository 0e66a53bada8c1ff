import { isRegistration } from '../../../../contracts/domain/registration.ts';
import { serialOf } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import { TextField } from '../../../ui/fields.tsx';
import { RadioCards } from '../../../ui/RadioCards.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { type ActionProps, cardsOf } from './kinds.ts';

const { mark: w } = strings.storm.actions;
const WARNING_LENGTH = 500;
const nothing = { kind: '', code: '', plate: '', description: '', text: '' };
type Fields = typeof nothing;

/** It alerts the crews of the log. */
const warns = ({ kind }: Fields): boolean => kind === 'hazard' || kind === 'officerSafety';
const plateOf = (typed: string): string => written(typed).toUpperCase().replace(/\s+/g, ' ');
const markOf = ({ kind, code, plate, description, text }: Fields) => {
  if (kind === 'qualifier') return { kind, code } as const;
  if (kind === 'vehicle') return { kind, plate: plateOf(plate), description: written(description) } as const;
  return { kind: kind === 'hazard' ? ('hazard' as const) : ('officerSafety' as const), text: written(text) };
};
const check = (fields: Fields) => {
  const { kind, code, plate, description, text } = fields;
  return faultsOf({
    kind: kind === '' ? w.noKind : undefined,
    code: kind === 'qualifier' && code === '' ? w.noQualifier : undefined,
    plate: kind === 'vehicle' && !isRegistration(plateOf(plate)) ? w.noPlate : undefined,
    description: kind === 'vehicle' ? textFault(description, undefined) : undefined,
    text: warns(fields) ? textFault(text, w.noText, WARNING_LENGTH) : undefined,
  });
};

/** Puts a qualifier, a vehicle or a warning on a log. */
export const AddMark = ({ log, open, close }: ActionProps) => {
  const { codes } = useWorkspace();
  const qualifiers = (codes.of('qualifier', log.id) ?? []).filter(({ label }) => !log.qualifiers.includes(label));
  const titleOf = ({ kind, code, plate, text }: Fields): string =>
    kind === 'qualifier' ? (qualifiers.find((one) => one.code === code)?.label ?? '') : kind === 'vehicle' ? plate : text;
  const kinds = (Object.keys(w.kinds) as (keyof typeof w.kinds)[]).map((code) => ({ code, label: w.kinds[code] }));
  return (
    <ActionSheet
      system="storm"
      open={open}
      command="incident.addMark"
      initial={fitted(nothing, open.payload?.['mark'])}
      read={(kept) => fitted(nothing, { ...kept, ...(typeof kept['mark'] === 'object' ? kept['mark'] : {}) })}
      title={titleOf}
      check={check}
      payload={(fields) => ({ incidentId: log.id, mark: markOf(fields) })}
      fieldOf={(field) => field.at(-1)}
      summary={(fields) => w.summary(serialOf(log.id), titleOf(fields))}
      words={(fields) => ({ ...w, title: w.title(serialOf(log.id)), note: warns(fields) ? w.alerts : w.note })}
      close={close}
    >
      {(fields, change, faults) => {
        const field = bind(w, fields, faults, change);
        return (
          <>
            <RadioCards
              label={w.kind}
              name="kind"
              cards={cardsOf(kinds)}
              chosen={fields.kind}
              wrong={faults['kind']}
              choose={(kind) => change({ kind })}
            />
            {fields.kind === 'qualifier' && (
              <RadioCards
                label={w.qualifier}
                name="code"
                cards={cardsOf(qualifiers)}
                chosen={fields.code}
                wrong={faults['code']}
                choose={(code) => change({ code })}
              />
            )}
            {fields.kind === 'vehicle' && (
              <>
                <TextField {...field('plate')} hint={w.plateHint} />
                <TextField {...field('description')} />
              </>
            )}
            {warns(fields) && <TextField {...field('text')} />}
          </>
        );
      }}
    </ActionSheet>
  );
};
