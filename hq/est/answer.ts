import { encodeEstBody } from '../../pki/index.ts';
import type { Answer } from '../http/answer.ts';

/** An EST answer: base64 without line breaks (RFC 7030 §4, RFC 8951 §3.1). */
export const estAnswer = (status: number, type: string, der: Uint8Array): Answer => ({
  status,
  headers: { 'content-type': type, 'content-transfer-encoding': 'base64' },
  body: encodeEstBody(der),
});
