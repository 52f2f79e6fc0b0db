/** The largest photo that is taken, in bytes: more than phones make. */
export const PHOTO_MAX_BYTES = 15 * 1024 * 1024

/** The photos that one entry may have, each of a part of its receipt: three show a roll as long as an arm. */
export const PHOTOS_MOST = 3
