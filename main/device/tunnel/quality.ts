import type { Measured } from './monitor.ts';

/** A second for each answer: pages still come, but an officer waits for every one. */
const WEAK_ROUND_TRIP_MS = 1_000;
/** 256 kbit/s: a message with one photograph takes half a minute. */
const WEAK_GOODPUT_BYTES = 32 * 1024;
/** Two seconds without an answer: perhaps dead, certainly not well. */
const WEAK_SILENCE_MS = 2_000;

/** The word that the status bar shows for a connection that stands, from what was measured on it. */
export const quality = (measured: Measured): 'online' | 'weak' => {
  const slow = (measured.roundTripMs ?? 0) >= WEAK_ROUND_TRIP_MS;
  const thin = (measured.goodput ?? Number.POSITIVE_INFINITY) < WEAK_GOODPUT_BYTES;
  return slow || thin || measured.silentMs >= WEAK_SILENCE_MS ? 'weak' : 'online';
};
