/** "T-77": a task's number, and no report's. */
export const isTask = (id: string): boolean => id.startsWith('T-');
