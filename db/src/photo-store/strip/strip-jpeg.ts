import { colourProfileOnly } from './colour-profile.ts'
import { KeptBytes } from './kept-bytes.ts'
import { orientationOnly, readOrientation } from './orientation.ts'
import { isPictureSegment, walkSegments, type Segment } from './jpeg-segments.ts'
import { textAt } from './text-at.ts'

const [SCAN, END, APP0, APP1, APP2, APP14] = [0xda, 0xd9, 0xe0, 0xe1, 0xe2, 0xee]
const EXIF = 'Exif\0\0'
const PROFILE = 'ICC_PROFILE\0'
const PROFILE_PIECE_MAX = 65_519

/**
 * A JPEG's picture, with its orientation and its colours, and nothing else: no EXIF, XMP, IPTC, thumbnail or comment, and
 * nothing behind its end, where phones put films and second pictures. Undefined where it is not understood as far as its
 * first scan; what cannot be understood behind that is left out.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array[] | undefined {
  const head = readHead(bytes)
  if (!head) return undefined
  const kept = new KeptBytes(bytes)
  kept.keep(0, 2)
  if (head.jfif) kept.add([0xff, APP0, 0, 16], bytes.subarray(head.jfif, head.jfif + 12), [0, 0])
  const exif = orientationOnly(head.orientation)
  if (exif) kept.add([0xff, APP1, 0, 8 + exif.length], letters(EXIF), exif)
  addProfile(kept, head.profile)

  let scans = 0
  for (const segment of walkSegments(bytes)) {
    if (segment.marker === END) kept.add([0xff, END])
    else if (isPictureSegment(segment.marker)) kept.keep(segment.from, segment.to)
    else if (scans === 0 && isAdobe(bytes, segment))
      kept.add([0xff, APP14, 0, 14], bytes.subarray(segment.from + 4, segment.from + 16))
    if (segment.marker === SCAN) scans++
  }
  return kept.take()
}

interface Head {
  orientation: number
  /** Where the payload of the JFIF segment begins. */
  jfif: number | undefined
  profile: Uint8Array | undefined
}

/** What stands before the first scan, for all of the picture. Undefined where there is no scan. */
function readHead(bytes: Uint8Array): Head | undefined {
  let jfif: number | undefined
  let orientation: number | undefined
  const pieces: Uint8Array[] = []
  for (const { marker, from, to } of walkSegments(bytes)) {
    const payload = from + 4
    if (marker === SCAN) return { jfif, orientation: orientation ?? 1, profile: joinProfile(pieces) }
    if (marker === APP0 && to - payload >= 14 && textAt(bytes, payload, 'JFIF\0')) jfif ??= payload
    if (marker === APP1 && textAt(bytes, payload, EXIF))
      orientation ??= readOrientation(bytes.subarray(payload + EXIF.length, to))
    // Its number and how many there are, one byte each: 255 is as many as a profile can have.
    if (marker === APP2 && pieces.length < 255 && textAt(bytes, payload, PROFILE))
      pieces.push(bytes.subarray(payload + PROFILE.length, to))
  }
  return undefined
}

/** ICC.1:2022, annex B.4: each piece carries its number, from 1, and their count. */
function joinProfile(pieces: Uint8Array[]): Uint8Array | undefined {
  const whole = pieces.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
  if (!whole.every((piece, i) => piece[0] === i + 1 && piece[1] === whole.length)) return undefined
  const joined = new Uint8Array(whole.reduce((sum, piece) => sum + piece.length - 2, 0))
  let at = 0
  for (const piece of whole) {
    joined.set(piece.subarray(2), at)
    at += piece.length - 2
  }
  return colourProfileOnly(joined)
}

function addProfile(kept: KeptBytes, profile: Uint8Array | undefined): void {
  const count = Math.ceil((profile?.length ?? 0) / PROFILE_PIECE_MAX)
  for (let i = 0; i < count; i++) {
    const piece = profile!.subarray(i * PROFILE_PIECE_MAX, (i + 1) * PROFILE_PIECE_MAX)
    const size = 2 + PROFILE.length + 2 + piece.length
    kept.add([0xff, APP2, size >> 8, size & 0xff], letters(PROFILE), [i + 1, count], piece)
  }
}

/** Without it, pictures of four colours and of RGB come out wrong. */
function isAdobe(bytes: Uint8Array, { marker, from, to }: Segment): boolean {
  return marker === APP14 && to - from >= 16 && textAt(bytes, from + 4, 'Adobe')
}

function letters(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
