import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { colourProfileOnly } from './colour-profile.ts'
import { KeptBytes } from './kept-bytes.ts'
import { orientationOnly, readOrientation } from './orientation.ts'

const SIGNATURE = 8
const PROFILE_MAX_BYTES = 4 * 1024 * 1024
/** What pixels and colours come from, with the most bytes that each may have (PNG third edition, chapter 11). */
const PICTURE_CHUNKS: Record<string, number> = {
  IHDR: 13,
  PLTE: 768,
  IDAT: 0x7fffffff,
  IEND: 0,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  cICP: 4,
}

interface Chunk {
  type: string
  /** From its length to behind its checksum. */
  from: number
  to: number
}

/**
 * A PNG's picture, with its orientation and its colours, and nothing else: no texts, times, EXIF, XMP or further frames, and
 * nothing behind its end. Undefined where it is cut off, a checksum of the picture is wrong, or it needs what is unknown.
 */
export function stripPng(bytes: Uint8Array): Uint8Array[] | undefined {
  const head = readHead(bytes)
  if (!head) return undefined
  const kept = new KeptBytes(bytes)
  kept.keep(0, SIGNATURE)
  for (const { type, from, to } of walkChunks(bytes)) {
    if (isPicture(type, to - from - 12)) kept.keep(from, to)
    if (type !== 'IHDR') continue
    if (head.profile) kept.add(...chunk('iCCP', head.profile))
    if (head.exif) kept.add(...chunk('eXIf', Uint8Array.from(head.exif)))
  }
  return kept.take()
}

function isPicture(type: string, length: number): boolean {
  return length <= (PICTURE_CHUNKS[type] ?? -1)
}

interface Head {
  exif: number[] | undefined
  profile: Uint8Array | undefined
}

/** The notes that are kept in part. Undefined where the chunks are not those of one whole picture. */
function readHead(bytes: Uint8Array): Head | undefined {
  const head: Head = { exif: undefined, profile: undefined }
  let count = 0
  let hasPixels = false
  for (const { type, from, to } of walkChunks(bytes)) {
    const data = bytes.subarray(from + 8, to - 4)
    if (count++ === 0 && (type !== 'IHDR' || data.length !== 13)) return undefined
    if (isCritical(type) && !(isPicture(type, data.length) && isWhole(bytes, from, to))) return undefined
    if (type === 'eXIf') head.exif ??= orientationOnly(readOrientation(data))
    if (type === 'iCCP') head.profile ??= slimProfile(data)
    if (type === 'IDAT') hasPixels = true
    if (type === 'IEND') return hasPixels ? head : undefined
  }
  return undefined
}

function* walkChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = SIGNATURE; at + 12 <= bytes.length;) {
    const to = at + 12 + view.getUint32(at)
    if (to > bytes.length) return
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    yield { type, from: at, to }
    if (type === 'IEND') return
    at = to
  }
}

/** Without such a chunk there is no picture: its first letter is a capital (5.4). */
function isCritical(type: string): boolean {
  return (type.charCodeAt(0) & 0x20) === 0
}

function isWhole(bytes: Uint8Array, from: number, to: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return crc32(bytes.subarray(from + 4, to - 4)) === view.getUint32(to - 4)
}

/** A name, a zero, the method (0: deflate), and the profile, compressed. Undefined for what is no profile. */
function slimProfile(data: Uint8Array): Uint8Array | undefined {
  const nameEnd = data.subarray(0, 80).indexOf(0)
  if (nameEnd < 1 || data[nameEnd + 1] !== 0) return undefined
  try {
    const profile = inflateSync(data.subarray(nameEnd + 2), { maxOutputLength: PROFILE_MAX_BYTES })
    const slim = colourProfileOnly(profile)
    return slim && Buffer.concat([Buffer.from('icc\0\0'), deflateSync(slim)])
  } catch {
    return undefined
  }
}

function chunk(type: string, data: Uint8Array): Uint8Array[] {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, data.length)
  for (let i = 0; i < 4; i++) head[4 + i] = type.charCodeAt(i)
  const checksum = new Uint8Array(4)
  new DataView(checksum.buffer).setUint32(0, crc32(data, crc32(head.subarray(4))))
  return [head, data, checksum]
}
