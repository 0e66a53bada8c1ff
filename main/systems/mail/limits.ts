/** Messages kept of each folder: the newest; older ones are read at the station. */
export const MESSAGES_PER_FOLDER = 1000;

/** Headers fetched and committed together: a cut link costs at most this many again. */
export const HEADER_BATCH = 50;

/** Bytes of a message's header fields that are fetched for its line in the list: a subject and a sender take some hundred, the relays' traces before them some thousand. */
export const HEADER_BYTES = 16 * 1024;

/** Bodies fetched ahead of each folder, newest first, so that they read without signal. */
export const BODIES_PER_FOLDER = 200;

/** A body fetched ahead may be this long; a longer one waits until the officer opens it. */
export const PREFETCHED_BODY_BYTES = 1024 * 1024;

/** Bodies kept on the laptop, all together: the disk is small and what lies there must be wiped. */
export const STORED_BODY_BYTES = 128 * 1024 * 1024;

/** The longest message read at all: what the force's own server accepts. Beyond it, the message is cut and said to be damaged. */
export const MESSAGE_BYTES = 25 * 1024 * 1024;

/** What is tried of a message whose whole is too much: its words, and the attachments that begin in it. */
export const BEGINNING_BYTES = 256 * 1024;

/** Nothing an officer opens has more folders; a server that lists more is broken or hostile. */
export const FOLDERS = 500;
