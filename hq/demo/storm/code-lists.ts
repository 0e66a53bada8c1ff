import type { CodeList } from '../../../contracts/domain/incident.ts';

const entries = (labels: readonly (readonly [string, string])[]): CodeList['entries'] => labels.map(([code, label]) => ({ code, label }));

/** The demonstration force's words for statuses (Airwave), grades of response and qualifiers. */
export const demoCodeLists: readonly CodeList[] = [
  {
    id: 'status',
    version: 1,
    entries: entries([
      ['0', 'Emergency assistance'],
      ['1', 'On duty'],
      ['2', 'On patrol'],
      ['3', 'At station, available'],
      ['4', 'Refreshments'],
      ['5', 'En route'],
      ['6', 'At scene'],
      ['7', 'Committed, deployable'],
      ['8', 'Committed, not deployable'],
      ['9', 'Prisoner escort'],
      ['10', 'Court'],
      ['11', 'Off duty'],
      ['12', 'Confidential message'],
      ['13', 'Non-urgent call-back'],
      ['14', 'Urgent call-back'],
      ['15', 'Received'],
      ['16', 'Repeat'],
    ]),
  },
  {
    id: 'grade',
    version: 1,
    entries: entries([
      ['1', 'Emergency'],
      ['2', 'Priority'],
      ['3', 'Scheduled'],
      ['4', 'Resolution without deployment'],
    ]),
  },
  {
    id: 'qualifier',
    version: 1,
    entries: entries([
      ['ALC', 'Alcohol'],
      ['DRG', 'Drugs'],
      ['MH', 'Mental health'],
      ['DOM', 'Domestic'],
      ['HD', 'Hate, disability'],
      ['HR', 'Hate, race'],
      ['HRE', 'Hate, religion'],
      ['HSO', 'Hate, sexual orientation'],
      ['HT', 'Hate, transgender'],
      ['YTH', 'Youth'],
      ['WPN', 'Weapons'],
      ['RPT', 'Repeat victim'],
      ['VUL', 'Vulnerable'],
    ]),
  },
];
