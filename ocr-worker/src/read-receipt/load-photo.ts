import sharp from 'sharp'
import type { Gray } from './image/gray.ts'
import { UnreadableImage } from './unreadable-image.ts'

/** The photo upright by its EXIF note: grey for reading, and a small colour copy for finding the paper. */
export type Photo = { gray: Gray; small: { width: number; height: number; rgb: Uint8Array } }

const MAX_SIDE_PX = 30_000
const MAX_PIXELS = 120_000_000
/** Reading gains nothing from more, and every later step costs by the pixel. */
const KEEP_SIDE_PX = 3600
const SMALL_SIDE_PX = 280
const READABLE = new Set(['jpeg', 'png', 'webp', 'tiff', 'gif'])

/**
 * Decodes a photo, at most so large; a JPEG of twice the size and more is made smaller while it is decoded.
 * @throws UnreadableImage for anything that is not one still photo of a sane size.
 */
export async function loadPhoto(bytes: Uint8Array, keepSide_px = KEEP_SIDE_PX): Promise<Photo> {
  if (bytes.length < 16) throw new UnreadableImage('unsupported_format', 'the file is empty')
  await refuseStrangeImages(bytes)
  try {
    const { data, info } = await open(bytes)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize({ width: keepSide_px, height: keepSide_px, fit: 'inside', withoutEnlargement: true })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const small = await sharp(data, {
      raw: { width: info.width, height: info.height, channels: info.channels },
    })
      .resize({ width: SMALL_SIDE_PX, height: SMALL_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    return {
      gray: toGray(data, info.width, info.height, info.channels),
      small: {
        width: small.info.width,
        height: small.info.height,
        rgb: toRgb(small.data, small.info.channels),
      },
    }
  } catch (error) {
    if (error instanceof UnreadableImage) throw error
    throw new UnreadableImage('broken_image', `the picture cannot be decoded: ${firstLine(error)}`)
  }
}

function open(bytes: Uint8Array) {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 })
}

async function refuseStrangeImages(bytes: Uint8Array): Promise<void> {
  const meta = await open(bytes)
    .metadata()
    .catch((error: unknown) => {
      const reason = firstLine(error)
      if (/pixel limit|too large|exceeds/i.test(reason)) throw new UnreadableImage('too_large', reason)
      if (/unsupported image format|unsupported codec|not a known file format/i.test(reason))
        throw new UnreadableImage('unsupported_format', 'the file is not a picture in a known format')
      throw new UnreadableImage('broken_image', reason)
    })
  if (!meta.format || !READABLE.has(meta.format))
    throw new UnreadableImage(
      'unsupported_format',
      `${meta.format ?? 'this format'} is not read; send JPEG, PNG or WebP`,
    )
  if ((meta.pages ?? 1) > 1)
    throw new UnreadableImage(
      'unsupported_format',
      'an animation or a document of several pages is not one photo',
    )
  if (Math.max(meta.width, meta.height) > MAX_SIDE_PX || meta.width * meta.height > MAX_PIXELS)
    throw new UnreadableImage(
      'too_large',
      `${meta.width} x ${meta.height} px is more than a photo of a receipt needs`,
    )
  if (Math.min(meta.width, meta.height) < 16)
    throw new UnreadableImage(
      'broken_image',
      `${meta.width} x ${meta.height} px is too small to hold a receipt`,
    )
}

function toGray(data: Uint8Array, width: number, height: number, channels: number): Gray {
  if (channels === 1) return { width, height, data: new Uint8Array(data) }
  const gray = new Uint8Array(width * height)
  for (let i = 0, j = 0; i < gray.length; i++, j += channels)
    gray[i] = (data[j]! * 205 + data[j + 1]! * 51) >> 8
  return { width, height, data: gray }
}

function toRgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data
  const rgb = new Uint8Array((data.length / channels) * 3)
  for (let i = 0, j = 0; j < data.length; i += 3, j += channels)
    for (let c = 0; c < 3; c++) rgb[i + c] = data[j + (channels >= 3 ? c : 0)]!
  return rgb
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!
}
