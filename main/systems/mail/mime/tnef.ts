import { decodeText } from './charset.ts';

/** A file out of Outlook's winmail.dat. */
export interface TnefFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a winmail.dat holds; `text` and `html` are the message's own, where it has them. */
export interface Tnef {
  readonly files: readonly TnefFile[];
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** MS-OXTNEF §2.1.3.1. */
const SIGNATURE = 0x223e9f78;
/** Attributes of one stream; a message with a hundred files has some five hundred. */
const ATTRIBUTES = 10_000;
/** Properties of one set; Outlook writes some two hundred. */
const PROPERTIES = 5000;

/** MS-OXTNEF §2.1.3.3: ids with their types. */
const attribute = { attachBegins: 0x00069002, attachTitle: 0x00018010, attachData: 0x0006800f, attachProperties: 0x00069005 } as const;
const messageAttribute = { body: 0x0002800c, properties: 0x00069003, codePage: 0x00069007 } as const;
/** MS-OXPROPS. */
const property = { data: 0x3701, fileName: 0x3704, longFileName: 0x3707, mimeType: 0x370e, body: 0x1000, html: 0x1013 } as const;

interface Attaching {
  title: string | undefined;
  data: Uint8Array<ArrayBuffer> | undefined;
  properties: ReadonlyMap<number, Property>;
}

/** Reads a TNEF stream as far as it is one; undefined when it does not begin as one. Never throws. Linear. */
export const readTnef = (bytes: Uint8Array<ArrayBuffer>): Tnef | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 6 || view.getUint32(0, true) !== SIGNATURE) return undefined;
  const files: Attaching[] = [];
  let codePage: string | undefined;
  let body: string | undefined;
  let message: ReadonlyMap<number, Property> = new Map();
  let at = 6;
  for (let count = 0; count < ATTRIBUTES && at + 9 <= bytes.byteLength; count += 1) {
    const id = view.getUint32(at + 1, true);
    const start = at + 9;
    const end = start + view.getUint32(at + 5, true);
    if (end > bytes.byteLength) break;
    const data = bytes.subarray(start, end);
    // Its checksum: what is damaged is read all the same, as Outlook does.
    at = end + 2;
    const file = files.at(-1);
    switch (id) {
      case attribute.attachBegins:
        files.push({ title: undefined, data: undefined, properties: new Map() });
        break;
      case attribute.attachTitle:
        if (file !== undefined) file.title = stringOf(data, codePage);
        break;
      case attribute.attachData:
        if (file !== undefined) file.data = data;
        break;
      case attribute.attachProperties:
        if (file !== undefined) file.properties = propertiesOf(data);
        break;
      case messageAttribute.body:
        body = stringOf(data, codePage);
        break;
      case messageAttribute.properties:
        message = propertiesOf(data);
        break;
      case messageAttribute.codePage:
        if (data.byteLength >= 4) codePage = `cp${new DataView(data.buffer, data.byteOffset).getUint32(0, true)}`;
        break;
      default:
        break;
    }
  }
  const words = (id: number): string | undefined => textOf(message.get(id), codePage);
  return { files: files.flatMap((file) => fileOf(file, codePage)), text: body ?? words(property.body), html: words(property.html) };
};

const fileOf = ({ title, data, properties }: Attaching, codePage: string | undefined): readonly TnefFile[] => {
  const bytes = data ?? properties.get(property.data)?.value;
  if (bytes === undefined) return [];
  const words = (id: number): string | undefined => textOf(properties.get(id), codePage);
  const name = words(property.longFileName) ?? words(property.fileName) ?? title ?? '';
  return [{ name, type: words(property.mimeType)?.toLowerCase() ?? 'application/octet-stream', bytes }];
};

interface Property {
  readonly type: number;
  readonly value: Uint8Array<ArrayBuffer>;
}

const UNICODE = 0x001f;
/** Types whose values carry their length: strings, objects and bytes. */
const VARIABLE: ReadonlySet<number> = new Set([0x000d, 0x001e, UNICODE, 0x0102]);
/** Bytes of a value of every other type (MS-OXCDATA §2.11.1), padded to four. */
const FIXED: Readonly<Record<number, number>> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 };
const MULTIPLE = 0x1000;

/** By id, the first value of each; as far as they can be told apart. */
const propertiesOf = (bytes: Uint8Array<ArrayBuffer>): ReadonlyMap<number, Property> => {
  const found = new Map<number, Property>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 4;
  const has = (length: number): boolean => at + length <= bytes.byteLength;
  const count = bytes.byteLength < 4 ? 0 : view.getUint32(0, true);
  for (let index = 0; index < Math.min(count, PROPERTIES) && has(4); index += 1) {
    const written = view.getUint16(at, true);
    const id = view.getUint16(at + 2, true);
    at += 4;
    if (id >= 0x8000) {
      if (!has(24)) break;
      const isNumbered = view.getUint32(at + 16, true) === 0;
      at += isNumbered ? 24 : 24 + padded(view.getUint32(at + 20, true));
    }
    const type = written & ~MULTIPLE;
    const isVariable = VARIABLE.has(type);
    let values = 1;
    if (isVariable || type !== written) {
      if (!has(4)) break;
      values = view.getUint32(at, true);
      at += 4;
    }
    for (let value = 0; value < values; value += 1) {
      if (isVariable && !has(4)) return found;
      const length = isVariable ? view.getUint32(at, true) : FIXED[type];
      if (length === undefined || (length === 0 && !isVariable)) return found;
      if (isVariable) at += 4;
      if (!has(length)) return found;
      if (!found.has(id)) found.set(id, { type, value: bytes.subarray(at, at + length) });
      at += padded(length);
    }
  }
  return found;
};

/** Not by bits: a length of 31 of them would come out below zero. */
const padded = (length: number): number => Math.ceil(length / 4) * 4;

const textOf = (found: Property | undefined, codePage: string | undefined): string | undefined => {
  if (found === undefined) return undefined;
  const text = found.type === UNICODE ? decodeText(found.value, 'utf-16le').replace(/\0[\s\S]*$/, '') : stringOf(found.value, codePage);
  return text === '' ? undefined : text;
};

/** Up to its NUL. */
const stringOf = (bytes: Uint8Array, codePage: string | undefined): string => {
  const end = bytes.indexOf(0);
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end), codePage);
};
