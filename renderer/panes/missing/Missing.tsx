import type { LocationOf } from '../../workspace/location.ts';
import { OpenedForm } from './forms/OpenedForm.tsx';
import { MissingList } from './MissingList.tsx';

/** Missing persons, or the form of a new report. */
export const Missing = ({ location }: { readonly location: LocationOf<'missing'> }) =>
  location.form === undefined ? <MissingList location={location} /> : <OpenedForm key={location.form.draft} form={location.form} />;
