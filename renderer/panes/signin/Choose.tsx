import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right';
import { ContactCard20Regular } from '@fluentui/react-icons/svg/contact-card';
import { useEffect, useRef, useState } from 'react';
import type { SessionState } from '../../../contracts/ipc/session.ts';
import { api } from '../../api.ts';
import { shortDate } from '../../format/time.ts';
import { strings } from '../../strings/index.ts';
import s from './choose.module.css';
import { Head, Lead, Step, titled } from './parts.tsx';

/** Several identities on one card: the officer says which is meant. Nothing is chosen beforehand. */
export const Choose = ({ choices }: { readonly choices: Extract<SessionState, { readonly kind: 'choose' }>['choices'] }) => {
  const first = useRef<HTMLButtonElement>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => first.current?.focus(), []);
  const choose = async (id: string): Promise<void> => {
    setRefused(false);
    const answer = await api.session.choose({ id }).catch(() => ({ ok: false }));
    setRefused(!answer.ok);
  };
  return (
    <>
      <Step tone="good" icon={<ContactCard20Regular />}>
        {strings.signin.choose.step}
      </Step>
      <Head>{strings.signin.choose.head}</Head>
      <Lead>{refused ? strings.signin.choose.refused : strings.signin.choose.lead}</Lead>
      <ul className={s.choices}>
        {choices.map(({ id, holder, issuer, notAfter }, index) => (
          <li key={id}>
            <button ref={index === 0 ? first : undefined} type="button" onClick={() => void choose(id)}>
              <span>
                <b>{titled(holder)}</b>
                {strings.signin.pin.collar(holder.collarNumber, holder.force)}
                <small>{strings.signin.choose.from(issuer, shortDate(notAfter))}</small>
              </span>
              <ChevronRight20Regular />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};
