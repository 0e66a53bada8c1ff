/** "T-77": a task's number, and no report's. */
export const isTask = (id: string): boolean => id.startsWith('T-');
/** "MP-26-00412": of a missing-person report. */
export const isMissingReport = (id: string): boolean => id.startsWith('MP-');
/** "BWV-26-00412": of a clip of body-worn video. */
export const isClip = (id: string): boolean => id.startsWith('BWV-');
