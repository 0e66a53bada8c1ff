import { useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import type { DraftAttachment } from '../../../contracts/domain/draft.ts';
import type { BlobPlace } from '../../../contracts/ipc/blobs.ts';
import { api } from '../../api.ts';
import { useAsk } from '../../hooks/useAsk.ts';
import type { FormDraft } from '../../hooks/useDraft.ts';
import { strings } from '../../strings/index.ts';
import { type Attaching, useAttaching } from './useAttaching.ts';
import { usePlaces } from './usePlaces.ts';

/** What a form carries besides its fields. */
export interface FormAttachments {
  readonly attached: readonly DraftAttachment[];
  readonly attaching: Attaching;
  /** The longest file that this laptop takes; undefined until that is known. */
  readonly maxBytes: number | undefined;
  readonly placeOf: (hash: string) => BlobPlace | undefined;
  readonly take: (hash: string) => void;
  /** The name of what was attached last, while the form is open. */
  readonly lastAdded: string | undefined;
  /** Why it cannot be sent with them yet, in words. */
  readonly fault: string | undefined;
  /** As a command names them; nothing where there are none. */
  readonly payload: { readonly attachments?: Attachment[] };
}

/** The attachments of a form: they belong to its draft until the command carries them. */
export const useFormAttachments = ({ blobs, setBlobs }: Pick<FormDraft<object>, 'blobs' | 'setBlobs'>): FormAttachments => {
  const [lastAdded, setLastAdded] = useState<string>();
  const limits = useAsk(['blobs.limits'], () => api.blobs.limits(null)).state;
  const maxBytes = limits.kind === 'ready' ? limits.value.maxBytes : undefined;
  const placeOf = usePlaces(blobs.map(({ hash }) => hash));
  const attaching = useAttaching({
    attached: blobs.length,
    maxBytes,
    attach(one) {
      setBlobs((before) => [...before.filter(({ hash }) => hash !== one.hash), one]);
      setLastAdded(one.name);
    },
  });
  const isElsewhere = blobs.some(({ hash }) => !['here', undefined].includes(placeOf(hash)?.kind));
  const { wrong } = strings.attachments;
  return {
    ...{ attached: blobs, attaching, placeOf, lastAdded, maxBytes },
    take: (hash) => setBlobs((before) => before.filter((one) => one.hash !== hash)),
    fault: attaching.adding.some(({ fault }) => fault === undefined)
      ? wrong.keeping
      : attaching.adding.length > 0
        ? wrong.failed
        : isElsewhere
          ? wrong.elsewhere
          : undefined,
    payload: blobs.length === 0 ? {} : { attachments: blobs.map(({ hash, bytes, type, name }) => ({ hash, bytes, type, name })) },
  };
};
