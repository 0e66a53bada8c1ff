import type { AcceptanceStep } from '../../../contracts/domain/acceptance.ts';

/** What a person does in each step, and what must then be seen. Of what the program does by itself: what it looks at. */
const steps: Readonly<Record<AcceptanceStep, { readonly todo: string; readonly expect: string }>> = {
  selfTest: { todo: 'The program tests its cryptography, tunnel and native modules.', expect: 'All of them work.' },
  sealing: { todo: 'The program seals a secret and opens it.', expect: 'The system’s own key protects it.' },
  badArguments: { todo: 'The program starts itself with switches that must not be, and as plain Node.', expect: 'Each start is refused.' },
  secondStart: { todo: 'The program starts itself once more.', expect: 'The second one ends, and this window comes to the front.' },
  sandbox: {
    todo: 'Look at the page’s processes in Process Explorer, column Integrity Level.',
    expect: 'Every one of them is Untrusted or AppContainer.',
  },
  page: { todo: 'The page tries what no page may.', expect: 'All of it is refused.' },
  profile: { todo: 'The program looks at what Chromium has written.', expect: 'No cookies, storage or cache are on the disk.' },
  pageEnded: { todo: 'End the page’s process in Task Manager.', expect: 'A new page comes within a second.' },
  windowShown: {
    todo: 'Try F5, Ctrl+R, Ctrl+Shift+I, and drop a file on this window.',
    expect: 'Nothing happens. The sign-in screen names the version and what protects this laptop’s key.',
  },
  signIn: { todo: 'Put a warrant card in the reader and type its PIN.', expect: 'Today opens.' },
  lockKey: { todo: 'Sign in if need be, then press the system’s own lock key.', expect: 'Work is locked, and says why.' },
  suspend: { todo: 'Sign in again, then close the lid or suspend. Open it after ten seconds.', expect: 'Work is locked.' },
  cardOut: { todo: 'Sign in again, then take the card out.', expect: 'Work is locked.' },
  cardService: {
    todo: 'With the card in, end the process of the card service in Task Manager (Linux: kill).',
    expect: 'Within two seconds the card is seen again, and this window never stood still.',
  },
  clipboard: { todo: 'Copy a line of a log, lock, and paste in another program.', expect: 'Nothing is pasted.' },
  capture: {
    todo: 'Take a picture of the screen.',
    expect: 'This window is black on it, or missing, unless the force’s policy allows pictures.',
  },
  silence: {
    todo: 'With HQ out of reach, capture the network on every interface for one minute while typing here.',
    expect: 'No packet and no name query goes anywhere but to the gateway’s address.',
  },
  otherAccount: {
    todo: 'Start the program as another user of this laptop.',
    expect: 'It says in plain words that the key cannot be read.',
  },
  lostKey: {
    todo: 'Quit, rename “Local State” in the data folder’s chromium folder, start the program, then put everything back and start this again.',
    expect: 'It said in plain words that the key cannot be read; now everything is as before.',
  },
  marker: {
    todo: 'Sign in, type an unlikely word into an update, take the card out, and search the data folder for the word.',
    expect: 'It is nowhere.',
  },
  attachments: {
    todo: 'Add a photograph of 15 MB and a film of 200 MB to a new crime, record it, open the photograph there, and take the card out while a third file is being added to another.',
    expect: 'The crime lists both, and the photograph is shown; nothing is left of the third.',
  },
  orders: {
    todo: 'From ICT’s laptop give this one an order to lock, then one to unlock.',
    expect: 'Each acts within seconds, and ICT holds its receipt.',
  },
  sessionEnd: {
    todo: 'Sign in, begin an update without sending it, and shut the laptop down. Then start this acceptance again.',
    expect: 'After the sign-in your draft is still there.',
  },
};

export const acceptance = {
  label: 'Acceptance',
  place: (number: number, of: number) => `Step ${number} of ${of}`,
  expect: (words: string) => `Expected: ${words}`,
  seen: 'As expected',
  otherwise: 'Otherwise',
  skip: 'Cannot be done here',
  watching: 'The program sees it by itself.',
  afterwards: 'The program was started again.',
  paused: 'Acceptance is paused: nobody answered. What was done is kept. Start it again to go on.',
  done: (passed: number, failed: number, skipped: number) =>
    `Acceptance is over: ${passed} passed, ${failed} failed, ${skipped} skipped. The report is acceptance.json in the data folder. Close the window.`,
  steps,
} as const;
