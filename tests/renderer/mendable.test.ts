import { beforeAll, describe, expect, it, vi } from 'vitest';
import { systems } from '../../contracts/systems/index.ts';
import { isSaidInWords } from '../../renderer/panes/outbox/writtenWords.ts';

/** Nothing is typed in these: one press decides, and another press decides again. */
const PRESSED: readonly string[] = [
  ...['incident.acknowledge', 'unit.setStatus', 'unit.assign', 'unit.standDown', 'unit.sendMessage', 'task.accept'],
  ...['leave.withdraw', 'leave.seen', 'overtime.withdraw', 'overtime.seen', 'expense.withdraw', 'expense.seen'],
  ...['details.withdraw', 'details.seen', 'swap.withdraw', 'swap.seen', 'sickness.withdraw', 'duty.acknowledge'],
  ...['person.merge', 'thing.merge', 'person.keepApart', 'thing.keepApart', 'person.unmerge', 'thing.unmerge'],
  ...['missing.askReview', 'missing.knowReview', 'missing.acknowledge', 'briefing.end', 'caseFile.create', 'caseFile.handOver'],
  ...['mail.setSeen', 'mail.setFlagged', 'mail.move', 'mail.erase'],
];

let locationOfForm: typeof import('../../renderer/panes/index.ts').locationOfForm;
beforeAll(async () => {
  // The panes ask nothing before they are shown, and look for the window's answers when they are loaded.
  vi.stubGlobal('window', { api: {}, matchMedia: () => ({ matches: false, addEventListener: () => undefined }) });
  ({ locationOfForm } = await import('../../renderer/panes/index.ts'));
});

describe('every command that HQ may refuse', () => {
  it.each(Object.values(systems).flatMap(({ commands }) => Object.keys(commands)))(
    '%s can be changed in its form or in its words, or holds nothing that was typed',
    (command) => {
      const form = locationOfForm(command, { draft: 'mend:1', mend: '1', about: undefined });
      expect([form !== undefined || isSaidInWords(command), PRESSED.includes(command)].filter(Boolean)).toHaveLength(1);
    },
  );
});
