// No schemas here, since the window reads it too.

/** As many as one command may carry. */
export const MAX_BLOBS_OF_COMMAND = 20;
/** The longest blob there may be, whatever a policy says: HQ takes none longer. */
export const MAX_BLOB_BYTES = 1024 * 1024 * 1024;
/** The longest answer to a request with a range: as much as a shell carries at once without anybody waiting. */
export const MAX_RANGE_BYTES = 1024 * 1024;
/** The longest that is answered whole, e.g. to an image: a photograph, not a film. */
export const MAX_WHOLE_BYTES = 16 * 1024 * 1024;

/** A media type without parameters (RFC 6838 §4.2), lower case, of at most 127 characters. */
export const MEDIA_TYPE = /^(?=.{1,127}$)[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;
