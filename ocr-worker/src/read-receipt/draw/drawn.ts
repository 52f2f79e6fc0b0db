/** A file that no browser shows, as one upright JPEG on white. */
export type Drawn = { jpeg: Uint8Array; width: number; height: number }
