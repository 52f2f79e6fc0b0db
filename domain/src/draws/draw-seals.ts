/**
 * The hash functions of a draw. Domain does no hashing itself: whoever calls gives both functions. They take UTF-8
 * text and return lower-case hexadecimal, so that `sha256sum` and `openssl dgst -sha256 -hmac` give the same.
 */
export interface Hashing {
  sha256(text: string): string
  hmacSha256(key: string, text: string): string
}

/** Seals a secret (64 hexadecimal digits): this is published in its place until the secret itself is. */
export function commitmentTo(secret: string, { sha256 }: Hashing): string {
  return sha256(secret)
}

/**
 * An entry as it stands in public: nobody can tell the person or the photo from it, and whoever took the photo can work
 * it out. It hangs on the photo alone, for that is the one thing about an entry that the operator does not choose: an
 * entry's id, its time and its place in the list are all the operator's to give.
 */
export function sealEntry(campaignId: string, photoSha256: string, { sha256 }: Hashing): string {
  return sha256(`entry|${campaignId}|${photoSha256}`)
}

/** A person as they stand in public: the same one within a campaign, another in every campaign. */
export function sealPerson(campaignId: string, shopperId: string, { sha256 }: Hashing): string {
  return sha256(`person|${campaignId}|${shopperId}`).slice(0, 32)
}
