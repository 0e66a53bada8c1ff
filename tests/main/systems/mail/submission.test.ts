import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSubmission } from '../../../../main/systems/mail/letter/submission.ts';
import { createMailSender } from '../../../../main/systems/mail/send.ts';
import { item, letterDesk, MEGAN, TOM } from './support/letters.ts';

const desk = letterDesk();

/** What a server says to each command; undefined: it ends the connection. Of some, one after the other. */
interface Script {
  readonly greeting?: string;
  readonly ehlo?: string;
  readonly auth?: string;
  readonly mail?: string;
  readonly rcpt?: readonly string[];
  readonly data?: string;
  readonly end?: string | 'hang up';
}

/** A submission server with the force's certificate that says what it is told to, and what it was sent. */
const scripted = async (script: Script) => {
  const folder = join(desk.force.folder, 'mail');
  const [key, cert] = [readFileSync(join(folder, 'server.key')), readFileSync(join(folder, 'server.pem'))];
  const said: string[] = [];
  const server = createServer({ key, cert, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false }, (socket: TLSSocket) => {
    const recipients = [...(script.rcpt ?? [])];
    const tell = (line: string): void => void socket.write(`${line}\r\n`);
    let inData = false;
    let buffered = '';
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      buffered += bytes.toString('latin1');
      for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          if (script.end === 'hang up') return socket.destroy();
          tell(script.end ?? '250 taken');
          continue;
        }
        said.push(line);
        if (line.startsWith('EHLO')) tell(script.ehlo ?? '250-mail.hq\r\n250 AUTH EXTERNAL');
        else if (line.startsWith('AUTH')) tell(script.auth ?? '235 you');
        else if (line.startsWith('MAIL')) tell(script.mail ?? '250 ok');
        else if (line.startsWith('RCPT')) tell(recipients.shift() ?? '250 ok');
        else {
          inData = script.data === undefined;
          tell(script.data ?? '354 go on');
        }
      }
      return undefined;
    });
    tell(script.greeting ?? '220 mail.hq');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const submission = createSubmission({ connect: async () => connect(port, '127.0.0.1'), identity: desk.shift.identity });
  return { said, send: createMailSender({ store: desk.store, service: desk.service, submission }) };
};

const PIPELINING = '250-mail.hq\r\n250-PIPELINING\r\n250 AUTH EXTERNAL';
const later = { kind: 'unknown' };
const refused = (code: string) => ({ kind: 'refused', problem: { code } });
const letterRefused = refused('LetterRefused');

describe('what a submission server says', () => {
  it.each<[string, Script, object]>([
    ['that it is not at work', { greeting: '554 no service here' }, later],
    ['that it does not know the greeting', { ehlo: '502 not known' }, later],
    ['that it does not know the officer', { auth: '535 who are you' }, later],
    ['that the sender is not to write', { mail: '553 not your address' }, letterRefused],
    ['that it wants the login that it has had', { mail: '530 log in first' }, later],
    ['that it takes no sender just now', { mail: '451 try later', rcpt: ['503 wrong order', '503 wrong order'] }, later],
    ['that one of two does not exist', { rcpt: ['250 ok', '550 no such person'] }, letterRefused],
    ['that one is busy and one does not exist', { rcpt: ['450 busy', '550 no such person'] }, letterRefused],
    ['that one of two is busy', { rcpt: ['450 busy', '250 ok'] }, later],
    ['that it takes no words just now', { data: '451 disk full' }, later],
    ['that it takes no words of this', { data: '554 no' }, letterRefused],
    ['that it does not take what it read', { end: '554 a rule of ours' }, letterRefused],
    ['that it cannot keep what it read just now', { end: '452 disk full' }, later],
    ['that it has taken it', { end: '250 queued' }, { kind: 'done' }],
  ])('%s, means that, whether or not it is told several things at once', async (_, script, answer) => {
    for (const ehlo of script.ehlo === undefined ? [undefined, PIPELINING] : [script.ehlo]) {
      const letter = item('Scripted', { to: [TOM, MEGAN] });
      const { send } = await scripted({ ...script, ...(ehlo === undefined ? {} : { ehlo }) });
      expect(await send(letter)).toMatchObject(answer);
      // Nothing of a no is kept: it has not gone.
      const state = await desk.store.read('mail.submission', { key: letter.id });
      expect(state).toBe('kind' in answer && answer.kind === 'done' ? 'taken' : undefined);
    }
  });

  it('names who is refused, in the server’s words without anything that draws on a screen', async () => {
    const { send } = await scripted({ rcpt: ['550 no such\u0007 person'] });
    const answer = await send(item('Scripted'));
    expect(answer.kind === 'refused' && answer.problem.detail).toContain(`${TOM.address}: no such person`);
  });

  it('is not “refused” where the link was lost at its last word, and then it may have gone whatever it says later', async () => {
    const letter = item('Lost');
    expect(await (await scripted({ end: 'hang up' })).send(letter)).toEqual(later);
    expect(await desk.store.read('mail.submission', { key: letter.id })).toBe('begun');
    expect(await (await scripted({ mail: '553 not your address' })).send(letter)).toMatchObject(refused('MayHaveGone'));
    expect(await desk.store.read('mail.submission', { key: letter.id })).toBe('begun');
  });

  it('is asked how much it takes: what is larger is refused before it is sent', async () => {
    const { send, said } = await scripted({ ehlo: '250-mail.hq\r\n250-SIZE 300\r\n250 AUTH EXTERNAL' });
    expect(await send(item('Large', { text: 'x'.repeat(400) }))).toMatchObject(refused('LetterTooLarge'));
    expect(said.some((line) => line.startsWith('MAIL'))).toBe(false);
    const roomy = await scripted({ ehlo: '250-mail.hq\r\n250-SIZE 30000\r\n250 AUTH EXTERNAL' });
    expect(await roomy.send(item('Small'))).toMatchObject({ kind: 'done' });
    expect(roomy.said.find((line) => line.startsWith('MAIL'))).toMatch(/^MAIL FROM:<aisha\.rahman@lancs\.example> SIZE=\d+$/);
  });
});
