/**
 * Reads into one buffer, so that what comes is held once, however many pieces it comes in. Takes `most_bytes` at most; a
 * source that has more is not listened to any further.
 */
export async function readBytes(
  source: AsyncIterable<Uint8Array>,
  most_bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(most_bytes)
  let at = 0
  for await (const piece of source) {
    const taken = piece.subarray(0, most_bytes - at)
    bytes.set(taken, at)
    at += taken.length
    if (taken.length < piece.length) break
  }
  return bytes.subarray(0, at)
}
