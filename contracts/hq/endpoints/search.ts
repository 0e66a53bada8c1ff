import { type Endpoint, json } from '../endpoint.ts';
import { hqSearchAnswer, hqSearchRequest, SEARCH_MS } from '../search.ts';

/** The search of the force's systems, and of those that other forces share, for what is not on the laptop. */
export const searchEndpoints = {
  search: {
    method: 'POST',
    path: '/v1/search',
    channel: 'shift',
    summary: 'Searches every source that HQ has, in the officer’s name',
    description:
      'HQ writes down who asked for what and why before any source is asked. A source that is late or fails hides no other: the answer says ' +
      'what became of each. A restricted record is there by its number alone, with whom to ask.',
    // The words, and a reason in a line or two.
    request: { ...json(hqSearchRequest), maxBytes: 8 * 1024 },
    answers: { 200: json(hqSearchAnswer) },
    // The policy asks for a reason, and there is none that says enough.
    problems: { ReasonMissing: 422 },
    // 200 records with their fields; most take 2 KiB.
    maxAnswerBytes: 4 * 1024 * 1024,
    timeoutMs: SEARCH_MS,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
