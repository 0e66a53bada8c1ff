import { DocumentSignature24Filled, DocumentSignature24Regular } from '@fluentui/react-icons/svg/document-signature';
import { strings } from '../../strings/index.ts';
import { definePane } from '../../workspace/pane.tsx';
import { locateStatements, rememberStatements, statementFormLocation } from './location.ts';
import { Statements } from './Statements.tsx';

export const statements = definePane({
  name: 'statements',
  icon: [DocumentSignature24Regular, DocumentSignature24Filled],
  title: strings.app.panes.statements,
  systems: ['statements'],
  finds: ['statement'],
  locate: locateStatements,
  remember: rememberStatements,
  form: statementFormLocation,
  component: Statements,
});
