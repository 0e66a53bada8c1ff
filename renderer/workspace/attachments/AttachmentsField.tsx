import { Attach20Regular } from '@fluentui/react-icons/svg/attach';
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef, useState } from 'react';
import { MAX_BLOBS_OF_COMMAND } from '../../../contracts/domain/blob-limits.ts';
import type { DraftAttachment } from '../../../contracts/domain/draft.ts';
import { classes } from '../../format/text.ts';
import type { AttachFault } from '../../strings/en/attachments.ts';
import { strings } from '../../strings/index.ts';
import { Button } from '../../ui/Button.tsx';
import { FormPart } from '../../ui/FormPage.tsx';
import s from './attachments.module.css';
import { Row } from './Row.tsx';
import type { FormAttachments } from './useFormAttachments.ts';

const { attachments: w } = strings;

/** A form's photographs and documents: chosen in a dialog, dropped anywhere on the form, or pasted into it. */
export const AttachmentsField = ({
  attachments,
  wrong,
  together,
}: {
  readonly attachments: FormAttachments;
  readonly wrong: string | undefined;
  /** As many bytes as all of them may have, where that is bounded. */
  readonly together?: number;
}) => {
  const { attached, placeOf, attaching, take } = attachments;
  const picker = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLDivElement>(null);
  const over = useFilesOver(field, attaching.add);
  /** The row goes, and with it the button that has the focus. */
  const away = (act: () => void): void => {
    act();
    field.current?.querySelector<HTMLElement>('[name="attachments"]')?.focus();
  };
  return (
    <FormPart title={w.title}>
      <div ref={field} className={classes(s.field, over && s.over)}>
        {attached.length + attaching.adding.length > 0 && (
          <ul className={s.list} aria-label={w.list}>
            {attached.map((one) => (
              <Attached key={one.hash} one={one} here={isHere(placeOf(one.hash)?.kind)} take={(hash) => away(() => take(hash))} />
            ))}
            {attaching.adding.map(({ key, name, type, bytes, kept, fault }) => (
              <Row
                key={key}
                of={{ hash: '', type, name, bytes }}
                here={false}
                wrong={fault && w.faults[fault]}
                progress={fault === undefined ? { label: w.keepingLabel(name), done: kept } : undefined}
                acts={
                  <>
                    {fault !== undefined && mayPass(fault) && (
                      <Button aria-label={w.againLabel(name)} onClick={() => attaching.again(key)}>
                        {w.again}
                      </Button>
                    )}
                    {fault === undefined ? (
                      <Button aria-label={w.stopLabel(name)} onClick={() => away(() => attaching.stop(key))}>
                        {w.stop}
                      </Button>
                    ) : (
                      <TakeOut name={name} act={() => away(() => attaching.stop(key))} />
                    )}
                  </>
                }
              >
                {fault === undefined ? w.keeping(kept, bytes) : w.size(bytes)}
              </Row>
            ))}
          </ul>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={w.add}
          onChange={(event) => {
            attaching.add([...(event.target.files ?? [])]);
            event.target.value = ''; // The same file may be chosen again.
          }}
        />
        <Button name="attachments" icon={<Attach20Regular />} onClick={() => picker.current?.click()}>
          {w.add}
        </Button>
        <p className={s.hint}>{w.hint(MAX_BLOBS_OF_COMMAND, attachments.maxBytes, together)}</p>
        {wrong !== undefined && <p className={s.wrong}>{wrong}</p>}
        <p className={s.said} role="status">
          {attachments.lastAdded !== undefined && w.added(attachments.lastAdded)}
        </p>
      </div>
    </FormPart>
  );
};

/** Whether trying again may help. */
const mayPass = (fault: AttachFault): boolean => !['Empty', 'TooManyFiles', 'BlobTooLarge'].includes(fault);

const isHere = (kind: string | undefined): boolean => kind === undefined || kind === 'here';

const Attached = ({
  one,
  here,
  take,
}: {
  readonly one: DraftAttachment;
  readonly here: boolean;
  readonly take: (hash: string) => void;
}) => (
  <Row of={one} here={here} wrong={here ? undefined : w.elsewhere(one.from)} acts={<TakeOut name={one.name} act={() => take(one.hash)} />}>
    {w.meta(one.type, one.bytes)}
  </Row>
);

const TakeOut = ({ name, act }: { readonly name: string; readonly act: () => void }) => (
  <Button appearance="subtle" icon={<Dismiss20Regular />} aria-label={w.remove(name)} onClick={act} />
);

/** Files that are dropped on the form around `field`, or pasted into it, go to `add`. Whether some are held over it now. */
const useFilesOver = (field: { readonly current: HTMLElement | null }, add: (files: readonly File[]) => void): boolean => {
  const [over, setOver] = useState(false);
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const form = field.current?.closest('form');
    if (form == null) return;
    const ended = new AbortController();
    const { signal } = ended;
    const hold = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    form.addEventListener('dragenter', hold, { signal });
    form.addEventListener('dragover', hold, { signal });
    form.addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || !form.contains(relatedTarget)) setOver(false);
      },
      { signal },
    );
    form.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        latest.current([...event.dataTransfer.files]);
      },
      { signal },
    );
    form.addEventListener(
      'paste',
      (event) => {
        const { files = undefined } = event.clipboardData ?? {};
        if (files === undefined || files.length === 0) return;
        event.preventDefault(); // A word processor puts a picture of the words beside them; it is the files that are wanted here.
        latest.current([...files]);
      },
      { signal },
    );
    return () => ended.abort();
  }, [field]);
  return over;
};
