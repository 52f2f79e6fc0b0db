/** The largest photo that is taken, in bytes: more than phones make. */
export const PHOTO_MAX_BYTES = 15 * 1024 * 1024
