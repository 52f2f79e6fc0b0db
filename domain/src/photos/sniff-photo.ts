import type { photoProblems } from './photo-problems.ts'

export type PhotoRefusal = keyof typeof photoProblems

export type PhotoMediaType = ShownMediaType | DrawnMediaType
type ShownMediaType = 'image/jpeg' | 'image/png' | 'image/webp'
type DrawnMediaType = 'image/heic' | 'application/pdf'

/** A photo or a PDF that the reader takes, or why this is none. */
export type Sniffed = { mediaType: PhotoMediaType } | { refusal: PhotoRefusal }

/** Tells what not every browser shows: it is drawn as a JPEG, for the reader's eyes and for people's. */
export const isDrawnAnew = (mediaType: PhotoMediaType): mediaType is DrawnMediaType =>
  mediaType === 'image/heic' || mediaType === 'application/pdf'

const HEIC_BRANDS = /^(hei[cfmsx]|hev[cmsx]|mi[fa]1|msf1)$/
const AVIF_BRANDS = /^avi[fos]$/
/** Boxes with which films of before 2001 and of some cameras begin, without naming a brand. */
const FILM_BOXES = /^(moov|mdat|wide|skip|free|pnot)$/

/** The number of bytes that `sniffPhoto` looks at. */
export const PHOTO_HEAD_BYTES = 32

/** Tells the kind of a photo by its first bytes, whatever its name or declared type says. */
export function sniffPhoto(bytes: Uint8Array): Sniffed {
  // As Latin-1: one character a byte.
  const head = String.fromCharCode(...bytes.subarray(0, PHOTO_HEAD_BYTES))
  if (head.startsWith('\xff\xd8\xff')) return { mediaType: 'image/jpeg' }
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { mediaType: 'image/png' }
  if (/^RIFF.{4}WEBP/s.test(head)) return { mediaType: 'image/webp' }
  if (head.slice(4, 8) === 'ftyp' && HEIC_BRANDS.test(head.slice(8, 12))) return { mediaType: 'image/heic' }
  if (head.startsWith('%PDF-')) return { mediaType: 'application/pdf' }
  return { refusal: refusalOf(head) }
}

function refusalOf(head: string): PhotoRefusal {
  const [box, brand] = [head.slice(4, 8), head.slice(8, 12)]
  if (box === 'ftyp') return AVIF_BRANDS.test(brand) ? 'photo_not_an_image' : 'photo_is_video'
  if (/^GIF8[79]a/.test(head)) return 'photo_is_animation'
  if (/^(II[*+]\0|MM\0[*+])/.test(head)) return 'photo_is_tiff'
  const isFilm = FILM_BOXES.test(box) || /^(RIFF.{4}AVI |\x1aE\xdf\xa3|\0\0\x01[\xba\xb3])/s.test(head)
  return isFilm ? 'photo_is_video' : 'photo_not_an_image'
}
