import { DocumentAdd20Regular } from '@fluentui/react-icons/svg/document-add';
import { codesUnder } from '../../../../../contracts/domain/code-list.ts';
import { api } from '../../../../api.ts';
import { strings } from '../../../../strings/index.ts';
import { Button } from '../../../../ui/Button.tsx';
import { useWorkspace } from '../../../../workspace/workspace.ts';
import { newProperty, type PropertyFields, type ReportFields } from '../crimeFields.ts';
import s from '../forms.module.css';

const { crime: w } = strings.forms;

/** What the force's template writes, by the name of its field; what it says nothing of is absent. */
type Written = Readonly<Record<string, string>>;

/** The force's templates of frequent offences, as signed lists have them: one writes what nobody has written yet, and nothing else. */
export const Templates = ({
  fields,
  change,
}: {
  readonly fields: ReportFields;
  readonly change: (some: Partial<ReportFields>) => void;
}) => {
  const { codes } = useWorkspace();
  const templates = codes.of('crimeTemplate') ?? [];
  const all = codes.of('templateField');
  const features = codes.of('methodFeature') ?? [];
  if (templates.length === 0) return null;
  const use = async (template: string): Promise<void> => {
    const written: Written = Object.fromEntries(
      codesUnder(all, template).map(({ code, label }) => [code.slice(template.length + 1), label]),
    );
    const { OFFENCE: code = '', FEATURE: feature } = written;
    const answer = code === '' ? undefined : await api.crime.offences({ text: code, limit: 1 });
    const offence = answer?.ok === true && answer.value.known ? answer.value.value.find((one) => one.code === code) : undefined;
    const words = features.find((one) => one.code === feature)?.label;
    change({
      ...(offence === undefined ? {} : { offence: { code, category: offence.category, text: offence.text } }),
      ...(fields.what === '' ? { what: written['TITLE'] ?? '' } : {}),
      ...(fields.method === '' ? { method: written['METHOD'] ?? '' } : {}),
      ...(fields.features.length > 0 || words === undefined ? {} : { features: [words] }),
      ...(fields.property.length > 0 ? {} : { property: propertyOf(written) }),
    });
  };
  return (
    <fieldset className={s.templates}>
      <legend>{w.templates}</legend>
      {templates.map(({ code, label }) => (
        <Button key={code} icon={<DocumentAdd20Regular />} onClick={() => void use(code)}>
          {label}
        </Button>
      ))}
      <p>{w.templatesHint}</p>
    </fieldset>
  );
};

const propertyOf = ({ STOLEN: stolen, DAMAGED: damaged }: Written): readonly PropertyFields[] => [
  ...(stolen === undefined ? [] : [{ ...newProperty, text: stolen }]),
  ...(damaged === undefined ? [] : [{ ...newProperty, text: damaged, kind: 'damaged' as const }]),
];
