import { Field, Input } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { strings } from '../../strings/index.ts';
import { Button } from '../Button.tsx';
import { around } from '../fields.tsx';
import { NotDone } from '../NotDone.tsx';
import { SubmitForm } from '../SubmitForm.tsx';
import { type OpenPdf, openPdf, type PdfFault } from './engine.ts';
import { PdfPages } from './PdfPages.tsx';
import s from './pdf.module.css';
import { readBounded } from './readBounded.ts';

const { pdf: w } = strings;

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'asks'; readonly give: (password: string) => void; readonly again: boolean }
  | { readonly kind: 'open'; readonly document: OpenPdf }
  | { readonly kind: 'failed'; readonly fault: PdfFault | 'tooLarge' | 'notRead' };

export interface PdfProps {
  /** Its name, as whoever sent it named it. */
  readonly name: string;
  /** Its bytes, read once; it rejects, or errors, where they are not to be had. */
  readonly read: () => Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

/** One PDF, from its first byte to the last page; what reads it ends when this goes. `key` it by the document. */
export const PdfDocument = ({ name, read }: PdfProps) => {
  const [state, setState] = useState<State>({ kind: 'loading' });
  const reads = useRef(read);
  useEffect(() => {
    const gone = new AbortController();
    let end = (): void => undefined;
    const open = async (): Promise<void> => {
      const data = await readBounded(await reads.current(), gone.signal);
      if (gone.signal.aborted) return;
      if (data === 'tooLarge') return setState({ kind: 'failed', fault: data });
      end = openPdf(data, {
        asks: (give, again) => setState({ kind: 'asks', give, again }),
        opened: (document) => setState({ kind: 'open', document }),
        failed: (fault) => setState({ kind: 'failed', fault }),
      });
    };
    open().catch(() => !gone.signal.aborted && setState({ kind: 'failed', fault: 'notRead' }));
    return () => {
      gone.abort();
      end();
    };
  }, []);

  switch (state.kind) {
    case 'loading':
      return <p role="status">{w.loading}</p>;
    case 'asks':
      return (
        <Password
          again={state.again}
          give={(password) => {
            setState({ kind: 'loading' });
            state.give(password);
          }}
        />
      );
    case 'open':
      return <PdfPages name={name} document={state.document} />;
    case 'failed':
      return <NotDone message={w.faults[state.fault]} />;
  }
};

const Password = ({ again, give }: { readonly again: boolean; readonly give: (password: string) => void }) => {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  return (
    <SubmitForm className={s.password} aria-label={w.password.title} submit={() => typed !== '' && give(typed)}>
      <h3>{w.password.title}</h3>
      <p>{w.password.lead}</p>
      <div ref={field}>
        <Field {...around({ label: w.password.label, wrong: again ? w.password.wrong : undefined })}>
          <Input type="password" autoComplete="off" value={typed} onChange={(_, { value }) => setTyped(value)} />
        </Field>
      </div>
      <Button type="submit" appearance="primary" disabledFocusable={typed === ''}>
        {w.password.open}
      </Button>
    </SubmitForm>
  );
};
