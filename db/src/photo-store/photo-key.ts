/** Returns the key under which an account's photo with these bytes lies in every store. */
export function photoKey(accountId: string, sha256: string): string {
  return `${accountId}/${sha256}`
}

/**
 * Splits a key into its two parts. Throws on anything else, so that no store is ever asked for a path of somebody's
 * making.
 */
export function splitPhotoKey(key: string): { accountId: string; sha256: string } {
  const found = /^([\w-]+)\/([0-9a-f]{64})$/.exec(key)
  if (!found) throw new Error(`not a photo key: ${key}`)
  return { accountId: found[1]!, sha256: found[2]! }
}
