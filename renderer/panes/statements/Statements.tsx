import type { LocationOf } from '../../workspace/location.ts';
import { OpenedForm } from './form/OpenedForm.tsx';
import { StatementList } from './StatementList.tsx';

/** The statements on this laptop, or one that is being taken. */
export const Statements = ({ location }: { readonly location: LocationOf<'statements'> }) =>
  location.form === undefined ? <StatementList location={location} /> : <OpenedForm key={location.form.draft} form={location.form} />;
