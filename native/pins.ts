import type { CardRequest } from './protocol/index.ts';

/** The PINs in a request: what must be zeroed when it is done. */
export function pinsOf(request: CardRequest): readonly Uint8Array[] {
  switch (request.op) {
    case 'login':
      return [request.pin];
    case 'sign':
      return request.pin === undefined ? [] : [request.pin];
    case 'changePin':
      return [request.oldPin, request.newPin];
    case 'unblockPin':
      return [request.puk, request.newPin];
    default:
      return [];
  }
}
