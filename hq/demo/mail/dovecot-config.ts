import type { MailAccounts } from './accounts.ts';

export interface DovecotPorts {
  readonly imap: number;
  readonly submission: number;
  readonly lmtp: number;
  /** Where Postfix asks who a login is. */
  readonly sasl: number;
  /** Postfix's, for what officers send; undefined without Postfix, and then there is no submission. */
  readonly relay: number | undefined;
}

/**
 * Dovecot 2.3's configuration for `folder` (as the servers see it). An officer's shift certificate is their login, by its common
 * name; there are no passwords. Everything that could be a default of Debian's is said, for none of its files is read.
 */
export const dovecotConfig = (folder: string, ports: DovecotPorts, accounts: MailAccounts): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
instance_name = mobile-office-demo
protocols = imap lmtp${ports.relay === undefined ? '' : ' submission'}
listen = 127.0.0.1
hostname = mail.hq
postmaster_address = postmaster@${MAIL_DOMAIN}
# Postfix hands over what an officer sent for "officer+Sent".
recipient_delimiter = +
lmtp_save_to_detail_mailbox = yes
default_internal_user = ${accounts.internal}
default_internal_group = ${accounts.internalGroup}
default_login_user = ${accounts.login}
default_vsz_limit = 512M
first_valid_uid = 1
last_valid_gid = 0

ssl = required
ssl_cert = <${folder}/server.pem
ssl_key = <${folder}/server.key
ssl_min_protocol = TLSv1.3
ssl_ca = <${folder}/clients.pem
ssl_verify_client_cert = yes
# Without this a revocation list is ignored even where there is one.
ssl_require_crl = yes
ssl_cert_username_field = commonName
auth_ssl_require_client_cert = yes
auth_ssl_username_from_cert = yes
# Postfix discards EXTERNAL and gives up when there is nothing else; the certificate is demanded whatever the mechanism.
auth_mechanisms = plain external
auth_username_format = %Ln
auth_verbose = yes
disable_plaintext_auth = yes

# Read anew at each login: an officer named here is out within two seconds.
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/denied
  deny = yes
}
passdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}

mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
imap_idle_notify_interval = 2 mins
namespace inbox {
  inbox = yes
  separator = /
${mailboxes.map(([name, use]) => `  mailbox ${name} {\n    special_use = \\${use}\n    auto = subscribe\n  }`).join('\n')}
}

# Every session, TLS and all, stays in a login process: by default one each, and a hundred in all.
service imap-login {
  ${chroot(accounts)}
  service_count = 0
  process_min_avail = 2
  process_limit = 4
  client_limit = ${SESSIONS_A_PROCESS}
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = ${ports.imap}
    ssl = yes
  }
}
service imap {
  process_limit = ${MOST_SESSIONS}
}
service lmtp {
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service anvil {
  ${chroot(accounts)}
  client_limit = ${MOST_SESSIONS + 1000}
}
service auth {
  client_limit = ${MOST_SESSIONS + 1000}
  inet_listener sasl {
    port = ${ports.sasl}
  }
}
service stats {
  ${chroot(accounts)}
}
${ports.relay === undefined ? '' : submission(ports.submission, ports.relay, accounts)}`;

/** A force of 4,000 at work, each with two or three sessions. The host must allow as many open files (Debian's unit does: 65,535). */
const MOST_SESSIONS = 12_000;
/** Of imap-login, of which there are four: two cores carry them, and one that is slow delays no others. */
const SESSIONS_A_PROCESS = 4000;

/** The domain of the force's addresses; .example is nobody's (RFC 2606). */
export const MAIL_DOMAIN = 'lancs.example';

/** Folders that every mailbox has, with their special use (RFC 6154). */
const mailboxes = [
  ['Drafts', 'Drafts'],
  ['Sent', 'Sent'],
  ['Archive', 'Archive'],
  ['Junk', 'Junk'],
  ['Trash', 'Trash'],
] as const;

/** Debian's services change their root; only root may. */
const chroot = ({ root }: MailAccounts): string => (root ? '# chrooted by default' : 'chroot =');

const submission = (port: number, relay: number, accounts: MailAccounts): string => `
submission_relay_host = 127.0.0.1
submission_relay_port = ${relay}
# Hands the officer's name on with XCLIENT, which Postfix compares with the sender.
submission_relay_trusted = yes
submission_relay_ssl = no
service submission-login {
  ${chroot(accounts)}
  inet_listener submission {
    port = 0
  }
  inet_listener submissions {
    port = ${port}
    ssl = yes
  }
}
`;
