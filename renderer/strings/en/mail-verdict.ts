import type { EncryptedLayer, MailSigner } from '../../../contracts/domain/mail-protection.ts';
import type { SignedVerdict } from '../../../contracts/domain/mail-verdict.ts';

type Words = readonly [string, string];
const nameOf = (signer: MailSigner | undefined): string => signer?.name || signer?.address || 'somebody';
const callsItself = (signer: MailSigner | undefined): string =>
  signer === undefined
    ? 'It does not say who that is.'
    : `It calls itself “${nameOf(signer)}”, and nobody this force trusts vouches for that.`;

/** What happened, and what follows for the reader. */
export const mailVerdict = {
  signed: {
    good: (signer) => [`Signed by ${nameOf(signer)}.`, 'Not changed since.'],
    expiredNowGoodThen: (signer) => [
      `Signed by ${nameOf(signer)}.`,
      'Not changed since. The certificate has ended since then; it was good when this was signed.',
    ],
    revokedNowGoodThen: (signer) => [
      `Signed by ${nameOf(signer)}.`,
      'Not changed since. The certificate was withdrawn later; it was good when this was signed.',
    ],
    revocationUnknown: (signer) => [
      `Signed by ${nameOf(signer)}.`,
      'Not changed since. Whether that card still holds is asked with the next signal.',
    ],
    dateDiffers: (signer) => [
      `Signed by ${nameOf(signer)}, at another time.`,
      'The date above is not the one that was signed. It may be an old message sent again: ask before you act on it.',
    ],
    weakAlgorithm: (signer) => [
      `The signature of ${nameOf(signer)} is too weak to count.`,
      'Signatures of its kind can be forged. Ask the sender if it matters.',
    ],
    signedInFuture: (signer) => [
      `Signed by ${nameOf(signer)}, at a time yet to come.`,
      'A clock is wrong, here or there. Ask before you act on it.',
    ],
    notYetValid: (signer) => [
      `The certificate of ${nameOf(signer)} was not valid yet.`,
      'The words were not changed since. Ask before you act on them.',
    ],
    expired: (signer) => [
      `The certificate of ${nameOf(signer)} has ended.`,
      'The words were not changed since they were signed. Ask before you act on them.',
    ],
    notForMail: (signer) => [`Signed with a certificate that is not for mail.`, `It is ${nameOf(signer)}’s. Take this as unsigned.`],
    notTheSenders: (signer) => [
      'Signed by somebody who is not the sender.',
      `The signature is ${nameOf(signer)}’s${signer?.address ? ` (${signer.address})` : ''}. Do not act on it: ask by radio or telephone.`,
    ],
    signerUnknown: (signer) => ['Signed by somebody we do not know.', `${callsItself(signer)} Take this as unsigned.`],
    revoked: (signer) => [`The certificate of ${nameOf(signer)} has been withdrawn.`, 'Do not act on it: ask by radio or telephone.'],
    unsupported: () => ['Signed in a way that this program does not know.', 'Take this as unsigned.'],
    unreadable: () => ['The signature cannot be read.', 'Take this as unsigned.'],
    changed: (signer) => [
      'Changed after it was signed.',
      `${signer === undefined ? 'The sender' : nameOf(signer)} signed something else. Do not act on it: ask by radio or telephone. Attachments stay closed.`,
    ],
  } satisfies Readonly<Record<SignedVerdict, (signer: MailSigner | undefined) => Words>>,
  overEncryption: (signer: MailSigner | undefined): Words => [
    `Sent on by ${nameOf(signer)}.`,
    'The signature is over the closed envelope: whoever made it may not have known the words.',
  ],
  encrypted: {
    forYou: ['Encrypted for you.', 'Opened with your card.'],
    notForThisCard: ['Encrypted, and your card does not open it.', 'Ask the sender to send it to you again, or ask ICT.'],
    damaged: ['Encrypted, and damaged or changed on the way.', 'Nothing of it is shown. Ask the sender to send it again.'],
    unsupported: ['Encrypted in a way that this program does not know.', 'Ask the sender to send it another way.'],
  } satisfies Readonly<Record<EncryptedLayer['verdict'], Words>>,
  damaged: ['Part of this message could not be opened.', 'Ask the sender to send it again.'] as Words,
  tooMany: ['Wrapped more often than any program does.', 'Nothing of it is shown. Tell ICT.'] as Words,
} as const;
