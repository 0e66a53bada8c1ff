import { isBlank } from '../../../../contracts/domain/text.ts';
import { strings } from '../../../strings/index.ts';
import { FormPart } from '../../../ui/FormPage.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { CommandForm } from '../../../workspace/form/CommandForm.tsx';
import { bind, type Faults } from '../../../workspace/form/useForm.ts';
import { faultsOf, fitted, some, textFault, written } from '../../../workspace/form/values.ts';
import type { Location } from '../../../workspace/location.ts';
import type { BegunForm } from '../../../workspace/pane.tsx';
import { type Before, CameBack } from './CameBack.tsx';
import { useRequestForm } from './useRequestForm.ts';

const { details: w } = strings.hr;
const TELEPHONE_LENGTH = 40;

const nothing = { telephone: '', kinName: '', kinRelation: '', kinTelephone: '', address: '' };
type Fields = Readonly<typeof nothing>;

/** Of a draft, of what was sent back, or of a command that HQ did not take. */
const readFields = (kept: Readonly<Record<string, unknown>>): Fields => {
  const { name, relation, telephone } = fitted({ nextOfKin: { name: '', relation: '', telephone: '' } }, kept).nextOfKin;
  const fields = fitted(nothing, kept);
  return name === '' ? fields : { ...fields, kinName: name, kinRelation: relation, kinTelephone: telephone };
};

const hasKin = ({ kinName, kinRelation, kinTelephone }: Fields): boolean =>
  [kinName, kinRelation, kinTelephone].some((one) => !isBlank(one));

const faults = (fields: Fields): Faults => {
  const kin = hasKin(fields);
  const isNothing = !kin && isBlank(fields.telephone) && isBlank(fields.address);
  return faultsOf({
    telephone: isNothing ? w.nothing : textFault(fields.telephone, undefined, TELEPHONE_LENGTH),
    kinName: textFault(fields.kinName, kin ? w.noKinName : undefined),
    kinRelation: textFault(fields.kinRelation, undefined),
    kinTelephone: textFault(fields.kinTelephone, kin ? w.noKinTelephone : undefined, TELEPHONE_LENGTH),
    address: textFault(fields.address, undefined),
  });
};

/** The officer's own telephone number, next of kin and address: what is left empty stays as HR has it. */
export const DetailsForm = ({ open, back }: { readonly open: BegunForm & Before; readonly back: Location }) => {
  const request = useRequestForm(w);
  return (
    <CommandForm
      open={open}
      system="people"
      command="details.change"
      back={back}
      initial={open.payload === undefined ? nothing : readFields(open.payload)}
      read={readFields}
      title={() => w.title}
      check={faults}
      payload={(fields) => ({
        ...some('telephone', fields.telephone),
        ...some('address', fields.address),
        ...(hasKin(fields)
          ? {
              nextOfKin: {
                ...{ name: written(fields.kinName), telephone: written(fields.kinTelephone) },
                ...some('relation', fields.kinRelation),
              },
            }
          : {}),
      })}
      summary={() => w.title}
      {...request}
    >
      {(fields, change, wrong) => {
        const field = bind(w, fields, wrong, change);
        return (
          <>
            <FormPart>
              <CameBack reason={open.cameBack} />
              <TextField {...field('telephone')} hint={w.telephoneHint} />
              <TextField {...field('address')} />
            </FormPart>
            <FormPart title={w.kin}>
              <TextField {...field('kinName')} />
              <TextField {...field('kinRelation')} hint={w.kinRelationHint} />
              <TextField {...field('kinTelephone')} />
            </FormPart>
          </>
        );
      }}
    </CommandForm>
  );
};
