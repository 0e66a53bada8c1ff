import { calendarDay } from '../../../../contracts/domain/force-calendar.ts';
import type { Missing } from '../../../../contracts/domain/missing.ts';
import { circulationOf } from '../../../../contracts/domain/missing-circulation.ts';
import { api } from '../../../api.ts';
import { useFetched } from '../../../hooks/useAsk.ts';
import { useNow } from '../../../hooks/useNow.ts';
import { strings } from '../../../strings/index.ts';
import { Check, TextField } from '../../../ui/fields.tsx';
import { ActionSheet } from '../../../workspace/form/ActionSheet.tsx';
import { bind } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, textFault, written } from '../../../workspace/form/values.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { CrewCard } from '../record/CrewCard.tsx';
import s from './actions.module.css';
import type { ActionProps } from './kinds.ts';
import { PARAGRAPH_LENGTH } from './riskFaults.ts';

const { circulate: w } = strings.forms.missingPerson;

interface Fields {
  readonly areas: readonly string[];
  readonly photograph: boolean;
  readonly medicalNeed: boolean;
  readonly homeAddress: boolean;
  readonly instructions: string;
}

/** Crews are told: whom, what they see of it as they see it, and what they should do. The home address is left out until somebody says otherwise. */
export const Circulate = ({ report, open, close }: ActionProps) => {
  const { officer } = useWorkspace();
  const now = useNow();
  const { state } = useFetched(['missing.areas'], () => api.missing.areas(null), { topics: ['people'] });
  const areas = state.kind === 'ready' ? state.value : [];
  const { name, circulation, attachments, medicalNeed } = report;
  // Told again, it begins with what was told before; else with what every crew needs.
  const fresh: Fields = {
    areas: circulation?.areas ?? [report.area],
    ...(circulation?.shows ?? { photograph: true, medicalNeed: true, homeAddress: false }),
    instructions: circulation?.instructions ?? '',
  };
  const read = (kept: Readonly<Record<string, unknown>>): Fields => {
    const { shows, ...fields } = fitted({ ...fresh, areas: [''] }, kept) as Fields & { readonly shows?: unknown };
    return {
      ...fields,
      ...(typeof kept['shows'] === 'object' ? fitted({ photograph: true, medicalNeed: true, homeAddress: false }, kept['shows']) : {}),
    };
  };
  /** The report as it would be with this. */
  const told = ({ areas: to, instructions, ...shows }: Fields) =>
    circulationOf(
      {
        ...(report as Missing),
        circulation: {
          ...{ at: now.toISOString(), by: officer.name, collarNumber: officer.collarNumber },
          ...{ areas: [...to], shows, instructions: written(instructions) },
        },
      },
      [],
      calendarDay(now),
    );
  const officersIn = (to: readonly string[]): number | undefined =>
    state.kind === 'ready' ? areas.filter(({ area }) => to.includes(area)).reduce((sum, { officers }) => sum + officers, 0) : undefined;
  return (
    <ActionSheet<'missing', 'missing.circulate', Fields>
      open={open}
      system="missing"
      command="missing.circulate"
      initial={open.payload === undefined ? fresh : read(open.payload)}
      read={read}
      title={({ instructions }) => instructions}
      check={(fields) =>
        faultsOf({
          areas: fields.areas.length === 0 ? w.noArea : undefined,
          instructions: textFault(fields.instructions, w.noInstructions, PARAGRAPH_LENGTH),
        })
      }
      payload={({ areas: to, instructions, ...shows }) => ({
        ...{ missingId: report.id, areas: [...to], shows, instructions: written(instructions) },
      })}
      summary={() => w.summary(name)}
      words={(fields) => {
        const officers = officersIn(fields.areas);
        return { ...w, title: w.title(name), send: officers === undefined || officers === 0 ? w.send : w.sendTo(officers) };
      }}
      wide
      close={() => close()}
    >
      {(fields, change, faults) => {
        const card = told(fields);
        const offered = [...new Set([...areas.map(({ area }) => area), ...fields.areas])];
        return (
          <div className={s.circulate}>
            <div className={s.column}>
              <fieldset className={s.group}>
                <legend>{w.areas}</legend>
                {state.kind === 'unfetched' && <p>{w.noAreas}</p>}
                {offered.map((area) => {
                  const known = areas.find((one) => one.area === area);
                  const lead = [
                    known && w.crews(known.officers, known.crews),
                    circulation?.areas.includes(area) === true && circulation.ended === undefined && w.again,
                  ];
                  return (
                    <Check
                      key={area}
                      name="areas"
                      label={area}
                      lead={lead.filter(Boolean).join('. ') || undefined}
                      on={fields.areas.includes(area)}
                      change={(on) => change({ areas: on ? [...fields.areas, area] : fields.areas.filter((one) => one !== area) })}
                    />
                  );
                })}
                {faults['areas'] !== undefined && <p className={s.wrong}>{faults['areas']}</p>}
              </fieldset>
              <fieldset className={s.group}>
                <legend>{w.shows}</legend>
                <Check
                  label={w.photograph}
                  lead={attachments === undefined || attachments.length === 0 ? w.photographNone : undefined}
                  on={fields.photograph}
                  change={(photograph) => change({ photograph })}
                />
                <Check
                  label={w.medicalNeed}
                  lead={medicalNeed?.text ?? w.medicalNone}
                  on={fields.medicalNeed}
                  change={(on) => change({ medicalNeed: on })}
                />
                <Check
                  label={w.homeAddress}
                  lead={fields.homeAddress ? w.homeShown : w.homeWhy}
                  on={fields.homeAddress}
                  change={(homeAddress) => change({ homeAddress })}
                />
              </fieldset>
              <TextField long {...bind(w, fields, faults, change)('instructions')} hint={w.instructionsHint} />
            </div>
            <div>
              {card !== undefined && <CrewCard card={card} kind="missing" />}
              <p className={s.small}>{strings.missing.card.asCrewsSee}</p>
            </div>
          </div>
        );
      }}
    </ActionSheet>
  );
};
