import { isMovingWebp } from '@tamaru/db/strip-photo'
import { sniffPhoto as sniffHead, type Sniffed } from '@tamaru/domain'

/** By its bytes, whatever its name or declared type says; of a WebP, whether it moves stands behind its head. */
export function sniffPhoto(bytes: Uint8Array): Sniffed {
  const sniffed = sniffHead(bytes)
  const isWebp = 'mediaType' in sniffed && sniffed.mediaType === 'image/webp'
  return isWebp && isMovingWebp(bytes) ? { refusal: 'photo_is_animation' } : sniffed
}
