import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../native/requests.ts';

const bytes = new Uint8Array(4);

describe('a request to the card service', () => {
  it('is taken when it is one of the protocol', () => {
    const request = { op: 'sign', cardId: 'x', keyId: bytes, data: bytes, pin: bytes };
    expect(parseMessage({ id: 1, request })).toEqual({ id: 1, request });
  });

  it.each([
    { op: 'sign', cardId: 'x', keyId: bytes, data: 'text' },
    { op: 'sign', cardId: 'x', keyId: bytes, data: bytes, pin: '246810' },
    { op: 'login', cardId: 'x', pin: new Uint8Array(65) },
    { op: 'sign', cardId: 'x', keyId: bytes, data: new Uint8Array(1024 * 1024 + 1) },
    { op: 'format', cardId: 'x' },
    null,
  ])('is refused, with its number kept for the answer, when it is not', (request) => {
    expect(parseMessage({ id: 7, request })).toEqual({ id: 7, request: undefined });
  });

  it.each([undefined, 'text', {}, { id: 0, request: { op: 'cards' } }, { id: 1.5, request: { op: 'cards' } }])(
    'is no message without a number',
    (message) => {
      expect(parseMessage(message)).toBeUndefined();
    },
  );
});
