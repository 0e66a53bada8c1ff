import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../contracts/domain/blob.ts';
import { MAX_BLOBS_OF_COMMAND, MEDIA_TYPE } from '../../../contracts/domain/blob-limits.ts';
import { safeFileName } from '../../../contracts/domain/file-name.ts';
import { assertNever } from '../../../contracts/result.ts';
import type { AttachFault } from '../../strings/en/attachments.ts';
import { type BlobRefusal, keepBlob } from '../blobs.ts';

/** A file on its way into the officer's store. `kept`: bytes so far. */
export interface Adding {
  readonly key: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly kept: number;
  readonly fault?: AttachFault | undefined;
}

export interface Attaching {
  readonly adding: readonly Adding[];
  readonly add: (files: readonly File[]) => void;
  /** Ends it, or takes away what could not be attached. */
  readonly stop: (key: number) => void;
  readonly again: (key: number) => void;
}

interface Given {
  readonly file: File;
  readonly ended: AbortController;
}

const OTHER_TYPE = 'application/octet-stream';

/**
 * Puts files that were chosen, dropped or pasted into the officer's store, one after the other, and hands each to `attach` once it is kept.
 * When the form goes, what is on its way is stopped. `attached`: how many there are already. `maxBytes`: the
 * longest that the laptop takes, once that is known.
 */
export const useAttaching = ({
  attached,
  attach,
  maxBytes = Number.POSITIVE_INFINITY,
}: {
  readonly attached: number;
  readonly maxBytes: number | undefined;
  readonly attach: (one: Attachment) => void;
}): Attaching => {
  const [adding, setAdding] = useState<readonly Adding[]>([]);
  const given = useRef(new Map<number, Given>());
  const latest = useRef({ attached, attach });
  latest.current = { attached, attach };
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const next = useRef(0);
  useEffect(() => {
    const all = given.current;
    return () => {
      for (const { ended } of all.values()) ended.abort();
    };
  }, []);

  const set = (key: number, some: Partial<Adding>): void =>
    setAdding((before) => before.map((one) => (one.key === key ? { ...one, ...some } : one)));
  const forget = (key: number): void => {
    given.current.delete(key);
    setAdding((before) => before.filter((one) => one.key !== key));
  };
  const keep = async (key: number): Promise<void> => {
    const one = given.current.get(key);
    if (one === undefined) return;
    const kept = await keepFile(one, (bytes) => set(key, { kept: bytes }));
    if (one.ended.signal.aborted) return;
    if (!('hash' in kept)) return set(key, { fault: kept.fault });
    forget(key);
    latest.current.attach(kept);
  };
  const start = (key: number): void => {
    turn.current = turn.current.then(() => keep(key));
  };
  return {
    adding,
    add(files) {
      const begun = files.map((file, at): Adding => {
        const key = next.current;
        next.current += 1;
        const fits = latest.current.attached + adding.length + at < MAX_BLOBS_OF_COMMAND;
        const fault = !fits ? 'TooManyFiles' : file.size === 0 ? 'Empty' : file.size > maxBytes ? 'BlobTooLarge' : undefined;
        if (fault === undefined) given.current.set(key, { file, ended: new AbortController() });
        return { key, name: safeFileName(file.name), type: typeOf(file), bytes: file.size, kept: 0, fault };
      });
      setAdding((before) => [...before, ...begun]);
      for (const { key } of begun) start(key);
    },
    stop(key) {
      given.current.get(key)?.ended.abort();
      forget(key);
    },
    again(key) {
      set(key, { fault: undefined, kept: 0 });
      start(key);
    },
  };
};

/** A file that is not what its name says is kept as bytes, and not shown. */
const keepFile = async (
  { file, ended: { signal } }: Given,
  onProgress: (bytes: number) => void,
): Promise<Attachment | { readonly fault: AttachFault }> => {
  const said = typeOf(file);
  let kept = await keepBlob(file, said, onProgress, signal);
  if (!kept.ok && kept.code === 'TypeMismatch') kept = await keepBlob(file, OTHER_TYPE, onProgress, signal);
  return kept.ok ? { ...kept.value, name: safeFileName(file.name) } : { fault: faultOf(kept.code) };
};

/** As the system calls it, without parameters. */
const typeOf = ({ type }: File): string => {
  const plain = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(plain) ? plain : OTHER_TYPE;
};

const faultOf = (code: BlobRefusal): AttachFault => {
  switch (code) {
    case 'BlobTooLarge':
    case 'BlobsFull':
    case 'TooMany':
    case 'Unreadable':
      return code;
    case 'BadRequest':
    case 'TypeMismatch':
    case 'OutOfStep':
    case 'NotFound':
    case 'UseRanges':
    case 'Locked':
    case 'Stopped':
      return 'NotKept';
    default:
      return assertNever(code);
  }
};
