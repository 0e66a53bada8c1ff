import { useRef } from 'react';
import { isLink } from '../../../contracts/domain/letter-format.ts';
import type { LetterSignature, MailAddress, RecipientState } from '../../../contracts/domain/mail.ts';
import { ok, type Result } from '../../../contracts/result.ts';
import type { Given } from '../../../contracts/systems/index.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import type { ErrorCode, Message } from '../../strings/en/errors.ts';
import { strings } from '../../strings/index.ts';
import type { Faults } from '../../workspace/form/useForm.ts';
import type { CardPin } from '../../workspace/useCardPin.ts';
import { type Chosen, type LetterFields, lists, withTyped } from './letterFields.ts';

const { encrypt: w } = strings.letter;

/** How a message that is written is protected, and what stands against it. */
export interface Protection {
  readonly sign: boolean;
  readonly encrypt: boolean;
  /** Policy has it written as plain text. */
  readonly plainOnly: boolean;
  /** Where policy lets a link lead. */
  readonly linkable: (href: string) => boolean;
  /** What policy has is still being asked for: until then nothing goes. */
  readonly isAsking: boolean;
  /** Under the switch of encryption. */
  readonly hint: string;
  /** Why it cannot be encrypted, by the field: said as soon as it is known, since whether to go without is its writer's to say. */
  readonly faults: Faults;
  /** The PIN's box, while there is one. */
  readonly card: { current: CardPin | undefined };
  /** Why what was typed cannot be a PIN: then nobody is asked. */
  readonly slip: () => Message | undefined;
  /** The letter as it goes: signed by the card, if it is to be. */
  readonly protect: (letter: Given<'mail', 'mail.send'>) => Promise<Result<Given<'mail', 'mail.send'>, ErrorCode>>;
}

export const useProtection = (fields: LetterFields): Protection => {
  const card = useRef<CardPin>(undefined);
  const addresses = peopleOf(fields).map(({ address }) => address);
  const { state: policy } = useAsk(['mail.protection'], () => api.mail.protection({ addresses: [] }));
  const { state } = useAsk(['mail.protection', ...addresses], () => api.mail.protection({ addresses }), { topics: ['people', 'mail'] });
  const said = policy.kind === 'ready' ? policy.value : policy.kind === 'failed' ? policy.last?.value : undefined;
  const byPolicy = said?.byPolicy ?? { sign: false, encrypt: false };
  /** Not known to be so, it is not taken to be so: its writer says it of both. */
  const unsaid = said === undefined && (fields.sign === '' || fields.encrypt === '');
  const known = new Map(state.kind === 'ready' ? state.value.recipients.map((one) => [one.address, one.state]) : []);
  const isOn = (chosen: Chosen, usual: boolean): boolean => chosen === 'yes' || (chosen === '' && usual);
  const sign = isOn(fields.sign, byPolicy.sign);
  const encrypt = isOn(fields.encrypt, byPolicy.encrypt);
  const unsure = peopleOf(fields).filter(({ address }) => known.get(address) === 'revocationUnknown');
  return {
    ...{ sign, encrypt, card, isAsking: policy.kind === 'loading' },
    plainOnly: said?.byPolicy.plainOnly === true,
    linkable: (href) => isLink(href, said?.byPolicy.linkHosts),
    hint: encrypt ? [w.on, ...(unsure.length > 0 ? [w.later(unsure.map(nameOf).join(', '))] : [])].join(' ') : w.hint,
    faults: { ...(encrypt ? faultsOf(fields, known) : {}), ...(unsaid ? { encrypt: w.unsaid } : {}) },
    slip: () => (sign ? card.current?.slip() : undefined),
    async protect(letter) {
      const whole = encrypt ? { ...letter, encrypt } : letter;
      const signed = sign ? await signedBy(card.current, whole) : ok(undefined);
      if (!signed.ok) return signed;
      return ok(signed.value === undefined ? whole : { ...whole, signed: signed.value });
    },
  };
};

const signedBy = async (
  card: CardPin | undefined,
  letter: Given<'mail', 'mail.send'>,
): Promise<Result<LetterSignature | undefined, ErrorCode>> => {
  if (card === undefined) return { ok: false, code: 'CardFault' };
  const answer = await card.give((pin) => api.mail.sign({ letter, pin }));
  if (!answer.ok) card.box.current?.focus();
  return answer;
};

const peopleOf = (form: LetterFields): readonly MailAddress[] => {
  const fields = withTyped(form);
  return lists.flatMap((list) => fields[list]);
};

const nameOf = ({ name, address }: MailAddress): string => name || address;

const faultsOf = (fields: LetterFields, known: ReadonlyMap<string, RecipientState>): Faults => {
  const why = peopleOf(fields).flatMap((person) => {
    const state = known.get(person.address) ?? 'ready';
    return state === 'ready' || state === 'revocationUnknown' ? [] : [w.why[state](nameOf(person))];
  });
  return {
    ...(withTyped(fields).bcc.length > 0 ? { bcc: w.blind } : {}),
    ...(why.length > 0 ? { encrypt: w.cannot(why.join(' ')) } : {}),
  };
};
