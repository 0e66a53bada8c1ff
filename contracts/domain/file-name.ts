import { mendText } from './text.ts';

const FILE_NAME_LENGTH = 120;
/** Direction marks, embeddings and isolates, and what is drawn as nothing: with them "exe.jpg" reads as "gpj.exe". */
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
/** What Windows takes in no name. */
const FORBIDDEN = /[<>:"|?*]/g;
/** Devices, whatever follows the dot (Win32 "Naming Files"). */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/**
 * A file's own name, of whatever it was called: no folders, nothing that cannot be seen, nothing that Windows or Linux takes for more
 * than a name. Of what is too long the extension stays. `file` where nothing is left.
 */
export const safeFileName = (given: string): string => {
  const base = mendText(given).split(/[\\/]/).at(-1) ?? '';
  const name = base
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .replace(DEVICES, '_$1');
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - extension.length).slice(0, FILE_NAME_LENGTH - extension.length);
  return `${stem}${extension}`.toWellFormed() || 'file';
};
