import { useEffect, useRef, useState } from 'react';
import { kindOfFile } from '../../../../contracts/domain/exhibit-words.ts';
import type { CameraSays, OtherExhibit } from '../../../../contracts/ipc/exhibits.ts';
import { api } from '../../../api.ts';
import { listed } from '../../../format/text.ts';
import { strings } from '../../../strings/index.ts';
import type { Form } from '../../../workspace/form/useForm.ts';
import s from '../exhibits.module.css';
import { type ExhibitFields, noFile } from './fields.ts';
import { Sketch } from './Sketch.tsx';

const { form: w } = strings.exhibits;

type Looked =
  | { readonly kind: 'looking' | 'notPrepared' }
  | {
      readonly kind: 'known';
      readonly sameFile: readonly OtherExhibit[];
      readonly noView: 'unreadable' | 'tooLarge' | undefined;
      readonly camera: CameraSays | undefined;
      readonly hasView: boolean;
    };

/**
 * What this laptop finds of the form's file: its hash, whether it is an exhibit already, what a camera wrote into it, and the copy that is
 * shown, which goes with the command. A sketch is drawn here, and is a file from then on.
 */
export const FileOf = ({ form, mending }: { readonly form: Form<ExhibitFields>; readonly mending: boolean }) => {
  const { fields } = form.draft;
  const [file] = form.attachments.attached;
  const [looked, setLooked] = useState<Looked>();
  const latest = useRef(form);
  latest.current = form;
  const hash = file?.hash;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a hash is one file for ever
  useEffect(() => {
    if (mending) return;
    if (file === undefined) {
      setLooked(undefined);
      if (latest.current.draft.fields.original.hash !== '') latest.current.change({ original: noFile, view: noFile });
      return;
    }
    const { hash: of, bytes, type, name } = file;
    let gone = false;
    setLooked({ kind: 'looking' });
    void api.exhibits.prepare({ hash: of }).then((answer) => {
      if (gone) return;
      const original = { hash: of, bytes, type, name };
      if (!answer.ok) {
        setLooked({ kind: 'notPrepared' });
        latest.current.change({ original: noFile, view: noFile });
        return;
      }
      const { sameFile, view, noView, camera } = answer.value;
      setLooked({ kind: 'known', sameFile, noView, camera, hasView: view !== undefined });
      const { kind, original: before } = latest.current.draft.fields;
      const suggested = noView === undefined ? kindOfFile(type) : 'document';
      latest.current.change({
        original,
        view: view === undefined ? noFile : { ...view, name },
        ...(kind === '' || before.hash !== of || noView !== undefined ? { kind: kept(kind, noView !== undefined) ?? suggested } : {}),
      });
    });
    return () => {
      gone = true;
    };
  }, [hash, mending]);
  return (
    <>
      {mending && fields.original.hash !== '' && <p className={s.told}>{w.file(fields.original.name)}</p>}
      {looked !== undefined && <Told hash={hash ?? ''} looked={looked} />}
      {fields.kind === 'sketch' && file === undefined && !mending && (
        <Sketch
          ink={fields.sketch}
          change={(sketch) => form.change({ sketch })}
          use={(picture) => form.attachments.attaching.add([picture])}
        />
      )}
    </>
  );
};

/** What the officer chose stays for an image, which may be a sketch or a document too. */
const kept = (kind: string, damaged: boolean): string | undefined =>
  damaged ? undefined : kind === 'sketch' || kind === 'object' || kind === 'document' ? kind : undefined;

const Told = ({ hash, looked }: { readonly hash: string; readonly looked: Looked }) => {
  if (looked.kind !== 'known') return <p role="status">{looked.kind === 'looking' ? w.checking : w.notPrepared}</p>;
  const { sameFile, noView, camera, hasView } = looked;
  return (
    <div role="status" className={s.told}>
      <p>{w.hashed(hash)}</p>
      {sameFile.length > 0 && <p className={s.same}>{w.same(listed(sameFile.map(({ reference }) => reference)))}</p>}
      {noView !== undefined && <p className={s.same}>{w.noView[noView]}</p>}
      {camera !== undefined && (camera.camera !== undefined || camera.at !== undefined) && (
        <p>{w.camera(camera.camera ?? '', camera.at ?? '')}</p>
      )}
      {hasView && <p>{camera?.position === true ? w.position : w.copy}</p>}
    </div>
  );
};
