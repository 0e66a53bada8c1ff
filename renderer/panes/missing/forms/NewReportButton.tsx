import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { strings } from '../../../strings/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { useNewKey } from '../../../workspace/useNewKey.ts';
import { useOpenForm } from '../../../workspace/useOpenForm.ts';

/** Begins a report of somebody who is missing. */
export const NewReportButton = () => {
  const openForm = useOpenForm();
  const begin = (): void => openForm('missing.create');
  useNewKey(begin);
  return (
    <Button icon={<Add20Regular />} aria-keyshortcuts="Control+N" onClick={begin}>
      {strings.forms.missingPerson.open}
    </Button>
  );
};
