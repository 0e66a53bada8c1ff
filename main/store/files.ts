/** The encrypted database of one officer, in the officer's folder. */
export const STORE_FILE = 'store.db';
