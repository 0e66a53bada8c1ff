import { REGISTRY_KEY, type Setting } from './settings.ts';
import { element, XML_HEADER } from './xml.ts';

/** Name of the template's two files, without their endings. */
export const TEMPLATE = 'MobileOffice';

const SCHEMA = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const idOf = ({ path }: Setting): string => path.replaceAll('.', '_');

/** The policy definitions (ADMX): one machine policy a setting. Group policy itself refuses what is out of bounds. */
export const admx = (settings: readonly Setting[]): string =>
  XML_HEADER +
  element(
    'policyDefinitions',
    { xmlns: SCHEMA, revision: '1.0', schemaVersion: '1.0' },
    element('policyNamespaces', {}, element('target', { prefix: 'mobileoffice', namespace: 'MobileOffice.Policies' })),
    element('resources', { minRequiredRevision: '1.0' }),
    element(
      'supportedOn',
      {},
      element(
        'definitions',
        {},
        element('definition', { name: 'SUPPORTED_MobileOffice', displayName: '$(string.SUPPORTED_MobileOffice)' }),
      ),
    ),
    element('categories', {}, element('category', { name: 'MobileOffice', displayName: '$(string.MobileOffice)' })),
    element('policies', {}, ...settings.map(policy)),
  ) +
  '\n';

const policy = (setting: Setting): string =>
  element(
    'policy',
    {
      name: idOf(setting),
      class: 'Machine',
      displayName: `$(string.${idOf(setting)})`,
      explainText: `$(string.${idOf(setting)}_explain)`,
      presentation: `$(presentation.${idOf(setting)})`,
      key: REGISTRY_KEY,
    },
    element('parentCategory', { ref: 'MobileOffice' }),
    element('supportedOn', { ref: 'SUPPORTED_MobileOffice' }),
    element('elements', {}, value(setting)),
  );

const value = (setting: Setting): string => {
  const { path, kind, maxLength, minimum, maximum } = setting;
  switch (kind) {
    case 'text':
      return element('text', { id: idOf(setting), valueName: path, required: 'true', maxLength });
    case 'number':
      return element('decimal', { id: idOf(setting), valueName: path, required: 'true', minValue: minimum, maxValue: maximum });
    case 'numberedList':
    case 'namedList':
      return element('list', { id: idOf(setting), key: `${REGISTRY_KEY}\\${path}`, explicitValue: 'true' });
  }
};

/** Its words in English (ADML, the folder en-US, which every group policy editor falls back to). */
export const adml = (settings: readonly Setting[]): string =>
  XML_HEADER +
  element(
    'policyDefinitionResources',
    { xmlns: SCHEMA, revision: '1.0', schemaVersion: '1.0' },
    element('displayName', {}, { text: 'Mobile Office' }),
    element('description', {}, { text: 'What ICT may set on a laptop: the fields of client.json.' }),
    element(
      'resources',
      {},
      element(
        'stringTable',
        {},
        string('MobileOffice', 'Mobile Office'),
        string('SUPPORTED_MobileOffice', 'Mobile Office on Windows 10 or later'),
        ...settings.flatMap((one) => [string(idOf(one), one.title), string(`${idOf(one)}_explain`, one.explanation)]),
      ),
      element('presentationTable', {}, ...settings.map((one) => element('presentation', { id: idOf(one) }, control(one)))),
    ),
  ) +
  '\n';

const string = (id: string, text: string): string => element('string', { id }, { text });

const control = (setting: Setting): string => {
  const { kind, title, standard } = setting;
  const refId = idOf(setting);
  switch (kind) {
    case 'text':
      return element('textBox', { refId }, element('label', {}, { text: title }));
    case 'number':
      return element('decimalTextBox', { refId, defaultValue: standard }, { text: title });
    case 'numberedList':
    case 'namedList':
      return element('listBox', { refId }, { text: title });
  }
};
