import { colourProfileOnly } from './colour-profile.ts'
import { KeptBytes } from './kept-bytes.ts'
import { orientationOnly, readOrientation } from './orientation.ts'
import { textAt } from './text-at.ts'

const HEADER = 12
/** Of the first byte of VP8X (developers.google.com/speed/webp/docs/riff_container). */
const FLAG = { profile: 0x20, alpha: 0x10, exif: 0x08, xmp: 0x04, animation: 0x02 }

const KNOWN = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'EXIF'])

interface Chunk {
  type: string
  from: number
  /** Of its data. */
  size: number
}

/**
 * A WebP's picture, with its orientation and its colours, and nothing else: no EXIF, XMP or chunk that is not known, and
 * nothing behind its end. Undefined where it is cut off, moves, or has no picture.
 */
export function stripWebp(bytes: Uint8Array): Uint8Array[] | undefined {
  const chunks = listChunks(bytes)
  const first = chunks?.[0]
  if (!chunks || !first) return undefined
  const kept = new KeptBytes(bytes)
  if (isPicture(first)) keepChunk(kept, bytes, first)
  else if (!(first.type === 'VP8X' && first.size >= 10 && keepExtended(kept, bytes, chunks))) return undefined
  const pieces = kept.take()
  const header = Uint8Array.from(bytes.subarray(0, HEADER))
  const length = pieces.reduce((sum, piece) => sum + piece.length, HEADER)
  new DataView(header.buffer).setUint32(4, length - 8, true)
  return [header, ...pieces]
}

/** Tells whether it is an animation, by its extended header. */
export function isMovingWebp(bytes: Uint8Array): boolean {
  return textAt(bytes, HEADER, 'VP8X') && ((bytes[HEADER + 8] ?? 0) & FLAG.animation) !== 0
}

/** False where there is not one still picture. */
function keepExtended(kept: KeptBytes, bytes: Uint8Array, chunks: Chunk[]): boolean {
  const data = ({ from, size }: Chunk) => bytes.subarray(from + 8, from + 8 + size)
  const find = (type: string) => chunks.find((chunk) => chunk.type === type)
  const [picture, alpha, colours, notes] = [chunks.find(isPicture), find('ALPH'), find('ICCP'), find('EXIF')]
  const header = data(chunks[0]!)
  if (!picture || (header[0]! & FLAG.animation) !== 0) return false
  const profile = colours && colourProfileOnly(data(colours))
  const exif = notes && orientationOnly(readOrientation(withoutPrefix(data(notes))))
  const flags = (header[0]! & FLAG.alpha) | (profile ? FLAG.profile : 0) | (exif ? FLAG.exif : 0)
  kept.add(chunk('VP8X', [flags, 0, 0, 0, ...header.subarray(4, 10)]))
  if (profile) kept.add(chunk('ICCP', profile))
  if (alpha && picture.type === 'VP8 ' && alpha.from < picture.from) keepChunk(kept, bytes, alpha)
  keepChunk(kept, bytes, picture)
  if (exif) kept.add(chunk('EXIF', exif))
  return true
}

/** A few files have JPEG's own beginning of an EXIF here as well. */
function withoutPrefix(exif: Uint8Array): Uint8Array {
  return textAt(exif, 0, 'Exif\0\0') ? exif.subarray(6) : exif
}

function isPicture({ type }: Chunk): boolean {
  return type === 'VP8 ' || type === 'VP8L'
}

/** Of each known kind the first: a second one is read by nobody. Undefined where one is cut off. */
function listChunks(bytes: Uint8Array): Chunk[] | undefined {
  if (bytes.length < HEADER + 8) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) return undefined
  const chunks: Chunk[] = []
  for (let at = HEADER; at + 8 <= end;) {
    const size = view.getUint32(at + 4, true)
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    if (at + 8 + size > end) return undefined
    if (KNOWN.has(type) && !chunks.some((chunk) => chunk.type === type)) chunks.push({ type, from: at, size })
    at += 8 + size + (size & 1)
  }
  return chunks
}

function keepChunk(kept: KeptBytes, bytes: Uint8Array, { from, size }: Chunk): void {
  kept.keep(from, from + 8 + size)
  if (size & 1) kept.add([0])
}

function chunk(type: string, data: Uint8Array | number[]): Uint8Array {
  const out = new Uint8Array(8 + data.length + (data.length & 1))
  for (let i = 0; i < 4; i++) out[i] = type.charCodeAt(i)
  new DataView(out.buffer).setUint32(4, data.length, true)
  out.set(data, 8)
  return out
}
