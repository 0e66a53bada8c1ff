import { join } from 'node:path';
import { startMail } from '../../../../hq/demo/mail/server.ts';
import { demoOfficers } from '../../../../hq/demo/officers.ts';
import { demoPki } from '../../../../hq/demo/pki.ts';

/** Run as an account that is not root: starts the mail servers in the folder given, delivers one message, and tells as JSON how it went. */
const [folder = ''] = process.argv.slice(2);
const now = new Date();
const pki = await demoPki(join(folder, 'pki'), { now });
const mail = await startMail({ folder: join(folder, 'mail'), pki: pki.folder, officers: demoOfficers, start: { now, seed: 1 } });
await mail.deliver('LC004127', Buffer.from('Subject: To an ordinary account\r\n\r\nWords.\r\n'));
await mail.reloadCrl();
await mail.close();
process.stdout.write(JSON.stringify({ notes: mail.notes }));
