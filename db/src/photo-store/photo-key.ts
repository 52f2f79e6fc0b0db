/** Returns the key under which an account's photo with these bytes lies in every store. */
export function photoKey(accountId: string, sha256: string): string {
  return `${accountId}/${sha256}`
}

/** Returns the key of the JPEG that was drawn of a photo that browsers do not show: it lies beside the photo. */
export function drawnKey(accountId: string, sha256: string): string {
  return `${photoKey(accountId, sha256)}.jpg`
}

/**
 * Splits a key into its two parts. Throws on anything else, so that no store is ever asked for a path of somebody's
 * making.
 */
export function splitPhotoKey(key: string): { accountId: string; name: string } {
  const found = /^([\w-]+)\/([0-9a-f]{64}(?:\.jpg)?)$/.exec(key)
  if (!found) throw new Error(`not a photo key: ${key}`)
  return { accountId: found[1]!, name: found[2]! }
}
