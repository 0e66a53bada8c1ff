import { safeStorage } from 'electron';
import type { Sealing, Secrets } from '../port.ts';

/** Chromium's tag of bytes that were sealed with a key derived from a constant: what Linux does without a keyring. */
const CONSTANT_KEY_TAG = 'v10';

/** It takes text only. The synchronous calls are gone in Electron 46. */
const seal = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(bytes).toString('base64')));

/** On Linux availability is reported even without any keyring, so that a trial tells more than the question does. */
const linuxSealing = async (): Promise<Sealing> => {
  if (safeStorage.getSelectedStorageBackend() === 'basic_text') return 'none';
  const tag = Buffer.from(await seal(new Uint8Array(1))).toString('latin1', 0, CONSTANT_KEY_TAG.length);
  return tag === CONSTANT_KEY_TAG ? 'none' : 'keyring';
};

/**
 * Electron's secret storage: DPAPI for the Windows account (not the machine, not the TPM), a keyring on Linux. Its own key
 * lies in `Local State` of the session's folder: whoever removes that file makes everything sealed unreadable.
 */
export const electronSecrets: Secrets = {
  async sealing() {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none';
    return process.platform === 'linux' ? linuxSealing() : 'os-account';
  },
  seal,
  async open(sealed) {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
    return new Uint8Array(Buffer.from(result, 'base64'));
  },
};
