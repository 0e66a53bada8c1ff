import { MAIL_DOMAIN } from './dovecot-config.ts';

export interface PostfixPorts {
  readonly relay: number;
  readonly lmtp: number;
  readonly sasl: number;
  readonly milter: number;
}

/** An officer's mail address and the name under which Dovecot knows them. */
export interface MailUser {
  readonly user: string;
  readonly address: string;
}

/** main.cf for a Postfix that takes mail from Dovecot's submission alone and delivers inside the force alone. */
export const postfixMain = (folder: string, ports: PostfixPorts, users: readonly MailUser[]): string => `
compatibility_level = 3.6
queue_directory = ${folder}/postfix/queue
data_directory = ${folder}/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.hq
mydomain = ${MAIL_DOMAIN}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = ${MAIL_DOMAIN}
virtual_mailbox_maps = inline:{${users.map(({ user }) => `{${user}@${MAIL_DOMAIN}=${user}}`).join(',')}}
virtual_alias_maps = inline:{${users.map(({ user, address }) => `{${address}=${user}@${MAIL_DOMAIN}}`).join(',')}}
# What an officer sends is filed among their sent mail as it is accepted: a laptop that lost the answer finds there that it went.
recipient_delimiter = +
sender_bcc_maps = inline:{${users.map(({ user, address }) => `{${address}=${user}+Sent@${MAIL_DOMAIN}}`).join(',')}}
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtp}
default_transport = error:the demonstration force sends nothing outside
disable_dns_lookups = yes
smtpd_peername_lookup = no
maillog_file = ${folder}/postfix/mail.log
maillog_file_prefixes = ${folder}
message_size_limit = 26214400
smtpd_tls_security_level = none
smtpd_relay_restrictions = permit_mynetworks, reject
`;

/**
 * master.cf. The relay trusts XCLIENT from this machine: nothing but Dovecot may reach it where that matters. With SASL switched off
 * the check of the sender would be passed over in silence; the null sender would pass it; the From header is the milter's to check.
 */
export const postfixMaster = (ports: PostfixPorts, users: readonly MailUser[]): string => `
127.0.0.1:${ports.relay} inet n - n - - smtpd
  -o smtpd_authorized_xclient_hosts=127.0.0.1
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_sasl_type=dovecot
  -o smtpd_sasl_path=inet:127.0.0.1:${ports.sasl}
  -o smtpd_sender_login_maps=inline:{${users.map(({ user, address }) => `{${address}=${user}}`).join(',')}}
  -o smtpd_sender_restrictions=check_sender_access,inline:{{<>=REJECT}},reject_sender_login_mismatch
  -o smtpd_milters=inet:127.0.0.1:${ports.milter}
  -o milter_default_action=reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
