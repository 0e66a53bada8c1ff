import { describe, expect, it } from 'vitest';
import { viewCopyOf } from '../../../../main/systems/exhibits/picture/jpeg.ts';
import { cameraFile, PICTURE_DATA, SECRETS } from '../../../photograph.ts';

const has = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes).includes(text);

describe('the view copy of a photograph', () => {
  it('has the picture’s own bytes, and no place, camera, owner, comment, nor what is behind its end', () => {
    const original = cameraFile();
    expect(SECRETS.every((secret) => has(original, secret))).toBe(true);
    const copy = viewCopyOf(original);
    expect(copy && SECRETS.filter((secret) => has(copy.bytes, secret))).toEqual([]);
    expect(copy && has(copy.bytes, 'Canon')).toBe(false);
    expect(Buffer.from(copy?.bytes ?? []).includes(PICTURE_DATA)).toBe(true);
  });

  it('says what the camera wrote, but the place', () => {
    expect(viewCopyOf(cameraFile())?.camera).toEqual({ at: '2026-11-22 14:05:31', camera: 'Canon EOS 90D', position: true });
  });

  it('stands the right way up, in its own colours', () => {
    const copies = [1, 6, 8].map((orientation) => viewCopyOf(cameraFile({ orientation }))?.bytes ?? new Uint8Array());
    expect(copies.map((copy) => has(copy, 'Exif'))).toEqual([false, true, true]);
    expect(copies.every((copy) => has(copy, 'ICC_PROFILE'))).toBe(true);
    // The copy of a copy is the same, and is read as it stands.
    for (const copy of copies) expect(viewCopyOf(copy)?.bytes).toEqual(copy);
  });

  it('is made of no file that ends early, wherever that is', () => {
    const whole = cameraFile();
    const end = whole.length - 'Behind the end'.length;
    for (let length = 0; length < end; length += 1) expect(viewCopyOf(whole.subarray(0, length)), String(length)).toBeUndefined();
    expect(viewCopyOf(whole.subarray(0, end))).toBeDefined();
  });

  it('never fails otherwise, whichever byte is another, and says no more of it', () => {
    const whole = cameraFile();
    for (let at = 0; at < whole.length; at += 1)
      for (const value of [0, 0xff, 0xd8, 0xda]) {
        const changed = Uint8Array.from(whole);
        changed[at] = value;
        const copy = viewCopyOf(changed);
        if (copy !== undefined) expect(has(copy.bytes, SECRETS[0]), `${at} ${value}`).toBe(false);
      }
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a program', Uint8Array.from(Buffer.from('MZ\x90\0this program'))],
    ['a picture of another kind', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['markers without a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
    ['markers without end', Uint8Array.from({ length: 100_000 }, (_, at) => (at === 1 ? 0xd8 : 0xff))],
    ['an archive', Uint8Array.from(Buffer.from('PK\x03\x04bomb'))],
  ])('is not made of %s', (_, bytes) => {
    expect(viewCopyOf(bytes)).toBeUndefined();
  });
});
