import { defineCommand } from '../command-line/command.ts';
import { beginForce } from '../provision/init.ts';

/** Says what to do next. */
export const init = defineCommand({
  name: 'init',
  summary:
    'makes the folder of a force: root, authorities, certificates and keys, HQ’s configuration, a laptop’s, and the draft of the first policy; with --requests a key, a request and a profile for each certificate, for the force’s own authority',
  positionals: { folder: 'FOLDER' },
  required: { force: '"Rutland Police"', ict: 'STAFFID,STAFFID' },
  optional: { gateway: 'gateway.hq', database: 'postgres://…' },
  flags: ['requests'],
  run: async ({ folder, force, ict, gateway = 'gateway.hq', database, requests }) => {
    const { safe, requests: asked } = await beginForce({
      ...{ folder, force, gateway, requests },
      signers: ict.split(',').filter((id) => id !== ''),
      database: database === undefined ? { folder: 'database' } : { url: database },
      now: new Date(),
    });
    const next = requests
      ? `Have the requests in ${asked} issued: the first line of each .cnf is the command. Root certificate and list go to pki/root.pem and pki/root.crl; then pki crl makes the lists of officer-ca and server-ca.`
      : `Take ${safe} away from this machine once policy.json is signed: who has it is the force.`;
    process.stdout.write(`${next}\n`);
  },
});
