import type { LocationOf } from '../../workspace/location.ts';
import { ExhibitList } from './ExhibitList.tsx';
import { OpenedForm } from './form/OpenedForm.tsx';

/** The exhibits on this laptop, or one that is being taken. */
export const Exhibits = ({ location }: { readonly location: LocationOf<'exhibits'> }) =>
  location.form === undefined ? <ExhibitList location={location} /> : <OpenedForm key={location.form.draft} form={location.form} />;
