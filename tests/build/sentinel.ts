/** Marks the fuse wire in Electron's program (@electron/fuses, constants). */
export const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
