/** Two versions of one record, which an officer decides between. */
export const versions = {
  open: 'Decide field by field',
  title: (of: string) => `Two versions of ${of}. You decide.`,
  crime: (id: string) => `crime ${id}`,
  task: (id: string) => `task ${id}`,
  missing: (id: string) => `report ${id}`,
  lead: (who: string | undefined) =>
    `You changed this report while ${who ?? 'somebody'} changed it at HQ. Choose field by field. The version you leave out is kept in the history, with both names.`,
  leadDecided: (who: string | undefined) =>
    `You decided this while ${who ?? 'somebody'} worked on the report at HQ. Yours goes again, or HQ’s stays; then what you wrote is kept as a draft.`,
  /** `both`: what is left out can be added to its history. */
  leadKept: (who: string | undefined, both: boolean) =>
    `You decided this while ${who ?? 'somebody'} decided otherwise at HQ. Choose field by field. ${both ? 'What you leave out is added as a note, so that both stay in the history.' : 'What you leave out of yours is kept as a draft.'}`,
  /** `why`: what HQ would answer. */
  onlyHqs: (why: string) => `Yours cannot be done as it stands at HQ now. ${why}`,
  leftOut: (what: string, words: readonly string[]) => `Left out of two versions. ${what}: ${words.join('. ')}`,
  field: (label: string, words: string) => `${label}: ${words}`,
  since: (entries: readonly string[]) => `At HQ since you decided. ${entries.join(' ')}`,
  kept: 'All else is as it was.',
  takeHqs: 'Keep HQ’s',
  noneDecided: 'HQ has it by now as you decided. Keep HQ’s: nothing is to be sent.',
  differ: (number: number) => `${number === 1 ? '1 field differs' : `${number} fields differ`}`,
  mine: 'Mine',
  hqs: 'HQ’s',
  written: (who: string, at: string) => `${who}, ${at}`,
  unknown: 'Somebody, at HQ',
  chooseOne: 'Choose one',
  goAlong: (number: number) =>
    `${number === 1 ? 'Your other change goes' : `Your ${number} other changes go`} along: nobody else changed ${number === 1 ? 'it' : 'them'}.`,
  same: 'All other fields are the same in both.',
  chosen: (number: number, of: number) => `${number} of ${of} chosen. Nothing goes to HQ until you save.`,
  later: 'Decide later',
  allMine: 'All mine',
  allHqs: 'All HQ’s',
  save: 'Save what I chose',
  left: (number: number) => `${number} still to choose`,
  none: 'HQ’s version is as you wrote it by now. Send yours again: nothing else changes.',
  again: 'Send again',
  summary: (id: string, mine: number, hqs: number) =>
    `Decided on crime ${id}: ${[mine === 0 ? '' : `${mine} mine`, hqs === 0 ? '' : `${hqs} of HQ’s`].filter(Boolean).join(', ')}`,
  loading: 'Putting both versions side by side',
} as const;
