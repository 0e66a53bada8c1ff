/** GET of the trust bundle on the device channel (contracts/hq/device.ts). */
export const trustBundlePath = '/v1/device/trust';
/** The largest list of a force, 50,000 cards, is 2.5 MB, in base64 3.4 MB; four times that, and a few small ones. */
export const MAX_TRUST_BUNDLE_BYTES = 16 * 1024 * 1024;
/** 3.4 MB take half a minute at 1 Mbit/s. */
export const TRUST_BUNDLE_TIMEOUT_MS = 90_000;
