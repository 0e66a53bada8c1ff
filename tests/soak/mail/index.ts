import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mailMessage } from '../../../contracts/domain/mail.ts';
import { testReader } from '../../main/support/reader.ts';
import { mutationsOf } from './mutations.ts';

/** Nothing holds the reader longer: its own deadline for the largest honest message is four times that. */
const LONGEST_MS = 1000;
/** Main only hands bytes over. */
const LONGEST_TURN_MS = 50;

export interface MailSoak {
  readonly happened: number;
  readonly violations: number;
  /** Milliseconds. */
  readonly slowest: number;
  readonly longestTurn: number;
  /** What the first violations were, with what shows them again. */
  readonly told: readonly string[];
}

const folder = (name: string): URL => new URL(`../../fixtures/${name}/`, import.meta.url);
const corpus = (): readonly Buffer[] =>
  ['mail', 'mail-malformed', 'smime'].flatMap((name) =>
    readdirSync(folder(name))
      .filter((file) => file.endsWith('.eml'))
      .sort()
      .map((file) => readFileSync(new URL(file, folder(name)))),
  );

/** Mutated messages through the mail reader's own thread: each is listed, opened and shown within its bounds, whatever it is. */
export const soakMail = async ({
  messages,
  seed,
  say,
}: {
  readonly messages: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}): Promise<MailSoak> => {
  const reader = testReader();
  const turns = monitorEventLoopDelay({ resolution: 5 });
  const told: string[] = [];
  let violations = 0;
  let slowest = 0;
  const violated = (index: number, what: string): void => {
    violations += 1;
    if (told.length < 20) told.push(`message ${index} of seed ${seed}: ${what}`);
  };
  const mutated = mutationsOf(corpus(), seed);
  await reader.headers([Buffer.from('Subject: warm\r\n\r\n')]);
  turns.enable();
  for (let index = 0; index < messages; index += 1) {
    const raw = mutated.next().value;
    const begun = performance.now();
    try {
      const [header] = await reader.headers([raw.subarray(0, 16 * 1024)]);
      const opened = await reader.open(raw);
      await reader.document(raw, { theme: 'day', car: false });
      const { preview, hasHtml: _hasHtml, words: _words, protectedSubject: _subject, layers: protection, marking, ...rest } = opened;
      const { fromName, fromAddress, subject = '', attachments = 0 } = header ?? {};
      const shown = {
        ...{
          id: 'x',
          folder: 'INBOX',
          subject,
          preview,
          at: new Date(0).toISOString(),
          seen: false,
          flagged: false,
          attachments,
          protection,
          ...rest,
        },
        ...(marking === undefined ? {} : { marking }),
        from: { name: fromName ?? '', address: fromAddress ?? '' },
      };
      if (!mailMessage.safeParse(shown).success) violated(index, 'what was read is not what the window takes');
    } catch {
      violated(index, 'the reader threw');
    }
    const took = performance.now() - begun;
    slowest = Math.max(slowest, took);
    if (took > LONGEST_MS) violated(index, `${Math.round(took)} ms`);
    if (index > 0 && index % 2000 === 0) say(`${index} messages, ${violations} violations`);
  }
  turns.disable();
  reader.end();
  const longestTurn = turns.max / 1e6 - 5;
  if (longestTurn > LONGEST_TURN_MS) violated(messages, `main's event loop stood ${Math.round(longestTurn)} ms`);
  return { happened: messages, violations, slowest, longestTurn, told };
};
