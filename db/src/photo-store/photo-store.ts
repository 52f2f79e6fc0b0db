/** A photo whose bytes are still with the store. Read `body` to its end or cancel it: something is open until then. */
export interface OpenPhoto {
  /** Its length. Undefined: the store does not say. */
  bytes: number | undefined
  /** Takes from the store what is asked for, and little more. Errs with `PhotoStoreFailed`. */
  body: ReadableStream<Uint8Array<ArrayBuffer>>
}

/**
 * The place of photos' bytes. Keys are `ACCOUNT/SHA256`, and with `.jpg` what was drawn of it; putting the same key again is harmless. A store that cannot do
 * it throws `PhotoStoreFailed`, when it has tried as often as may help while somebody waits.
 */
export interface PhotoStore {
  /**
   * The photo, or its pieces in their order, is there for good when this is done, and whole or not at all when it
   * fails.
   */
  put(key: string, bytes: Uint8Array | Uint8Array[], mediaType: string): Promise<void>
  /** The bytes, or undefined if there is no such photo. */
  get(key: string): Promise<Uint8Array | undefined>
  /** As `get`, for whoever hands the bytes on and does not need them all at once. */
  open(key: string): Promise<OpenPhoto | undefined>
  delete(key: string): Promise<void>
  /** Removes what killed processes left half-written before that time, of all accounts. Returns how many there were. */
  removeUnfinished(before: Date): Promise<number>
}
