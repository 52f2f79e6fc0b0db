import type { ProblemKind } from '@tamaru/domain'
import { JPEG_HEAD } from './make-photo.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const webp = (chunk: string, flags: string) =>
  bytes(`RIFF\x1e\0\0\0WEBP${chunk}\x0a\0\0\0${flags}\0\0\0\0\0\0\0\0\0`)

/** What people send that is no photo which can be read, and the refusal that each is told by. */
export const KINDS_OF_CONTENT: readonly (readonly [
  what: string,
  kind: ProblemKind,
  bytes: Buffer<ArrayBuffer>,
])[] = [
  ['an empty file', 'photo_empty', Buffer.alloc(0)],
  ['a HEIC photo that was cut off', 'photo_unreadable', bytes('\0\0\0\x24ftypheic\0\0\0\0mif1heic')],
  ['a HEIF without a picture', 'photo_unreadable', bytes('\0\0\0\x18ftypmif1\0\0\0\0mif1heic')],
  ['a TIFF', 'photo_is_tiff', bytes('II*\0\x08\0\0\0')],
  ['a raw photo', 'photo_is_tiff', bytes('MM\0*\0\0\0\x08')],
  ['a GIF', 'photo_is_animation', bytes('GIF89a\x01\0\x01\0')],
  ['a moving WebP', 'photo_is_animation', webp('VP8X', '\x02')],
  ['a film of an iPhone', 'photo_is_video', bytes('\0\0\0\x14ftypqt  \0\0\0\0qt  ')],
  ['a film of an Android', 'photo_is_video', bytes('\0\0\0\x18ftypmp42\0\0\0\0mp42')],
  ['an old QuickTime film', 'photo_is_video', bytes('\0\0\0\x08wide\0\0\0\0mdat')],
  ['a WebM film', 'photo_is_video', bytes('\x1aE\xdf\xa3\x01\0\0\0')],
  ['an AVI film', 'photo_is_video', bytes('RIFF\x24\0\0\0AVI LIST')],
  ['an AVIF', 'photo_not_an_image', bytes('\0\0\0\x1cftypavif\0\0\0\0avifmif1')],
  ['an SVG', 'photo_not_an_image', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a sound in the same wrapping as WebP', 'photo_not_an_image', bytes('RIFF\x24\0\0\0WAVEfmt ')],
  ['text that is called a JPEG', 'photo_not_an_image', Buffer.from('コモレビマート ¥128')],
  ['a JPEG that was cut off', 'photo_unreadable', Buffer.from(JPEG_HEAD.slice(0, 100))],
  ['a PNG that was cut off', 'photo_unreadable', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0')],
  ['a WebP without a picture', 'photo_unreadable', webp('VP8X', '\0')],
]
