/**
 * Where the bytes of photos lie. Keys are `ACCOUNT/SHA256`; putting the same key again is harmless. A store that cannot do
 * it throws `PhotoStoreFailed`, when it has tried as often as may help while somebody waits.
 */
export interface PhotoStore {
  /** The photo, or its pieces in their order, is there for good when this is done, and whole or not at all when it fails. */
  put(key: string, bytes: Uint8Array | Uint8Array[], mediaType: string): Promise<void>
  /** The bytes, or undefined if there is no such photo. */
  get(key: string): Promise<Uint8Array | undefined>
  delete(key: string): Promise<void>
  /** Removes what killed processes left half-written before that time, of all accounts. Returns how many there were. */
  removeUnfinished(before: Date): Promise<number>
}
