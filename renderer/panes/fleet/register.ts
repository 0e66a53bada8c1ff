/** What is on screen is asked of HQ again this often while it can be seen: a wipe is watched, and nobody wants to press a key for that. */
export const REFRESH_MS = 5_000;
