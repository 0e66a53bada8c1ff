import { z } from 'zod';
import { hqResult, hqSearchAnswer, hqSearchRequest, searchReason } from '../hq/search.ts';
import { foundKinds } from '../systems/found.ts';
import { defineDomain } from './define.ts';

/** Work of the officer's for which HQ may be asked. */
const work = searchReason.shape.about.unwrap().extend({ title: z.string().max(300), detail: z.string().max(300) });
export type EnquiryWork = z.infer<typeof work>;

/** A record that HQ has. `here`: it is on this laptop as well, and opens in its pane. */
const enquiryResult = hqResult.extend({ here: z.enum(foundKinds).optional() });
export type EnquiryResult = z.infer<typeof enquiryResult>;

const enquiryAnswer = hqSearchAnswer.extend({ results: z.array(enquiryResult).max(200) });
export type EnquiryAnswer = z.infer<typeof enquiryAnswer>;

/** Searches at HQ for what is not on the laptop. Nothing of them ever waits, and none of their results is kept. */
export const enquiry = defineDomain({
  calls: {
    /** What the officer is asked before HQ is: nothing where the policy asks for no reason. */
    reasons: { request: z.null(), response: z.object({ asksWhy: z.boolean(), work: z.array(work).max(20) }), errors: [] },
    /**
     * Journalled before it leaves, also where there is no signal. NoSignal: HQ was not asked. ReasonMissing: the policy asks why.
     * NotAnswered: it is not known whether HQ has written the question down. NotTaken: HQ said no.
     */
    ask: { request: hqSearchRequest, response: enquiryAnswer, errors: ['NoSignal', 'ReasonMissing', 'NotAnswered', 'NotTaken'] },
    /** The officer has opened a record that is not on this laptop: journalled as a consultation. */
    opened: { request: z.object({ source: z.string().max(200), number: z.string().max(100) }), response: z.null(), errors: [] },
  },
  events: {},
});
