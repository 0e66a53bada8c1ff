import { element, XML_HEADER } from './xml.ts';

const EVERYONE = 'S-1-1-0';
/** %PROGRAMFILES% is AppLocker's own variable for both folders of that kind, which accounts without rights cannot write. */
const PROGRAM_FOLDER = '%PROGRAMFILES%\\Mobile Office\\*';

/** Rules that let the installed product run, to be merged with a force's own (Set-AppLockerPolicy -Merge); they deny nothing. */
export const appLocker = (): string =>
  XML_HEADER +
  element(
    'AppLockerPolicy',
    { Version: '1' },
    collection('Exe', '6b1f2c0e-54c7-4e0c-9d5f-2b7f1f0a7c01'),
    collection('Dll', '6b1f2c0e-54c7-4e0c-9d5f-2b7f1f0a7c02'),
  ) +
  '\n';

/** NotConfigured: whether rules are enforced stays the force's choice. */
const collection = (type: 'Exe' | 'Dll', id: string): string =>
  element(
    'RuleCollection',
    { Type: type, EnforcementMode: 'NotConfigured' },
    element(
      'FilePathRule',
      { Id: id, Name: `Mobile Office: ${type}`, Description: '', UserOrGroupSid: EVERYONE, Action: 'Allow' },
      element('Conditions', {}, element('FilePathCondition', { Path: PROGRAM_FOLDER })),
    ),
  );
