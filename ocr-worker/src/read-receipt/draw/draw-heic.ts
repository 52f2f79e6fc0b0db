import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { MainModule } from 'libheif-js/libheif-wasm/libheif.js'
import { UnreadableImage } from '../unreadable-image.ts'
import type { Drawn } from './drawn.ts'

/** 48 megapixels, the most that phones make, and a little. Decoding holds some 6 bytes for each. */
const MAX_PIXELS = 52_000_000
/** As much as is kept for reading. */
const KEEP_SIDE_PX = 3600
const JPEG_QUALITY = 90

/** What the binding answers; its own types call all of it `any`. */
type Plane = { data: Uint8Array; width: number; height: number; stride: number }
type Decoded = { channels?: Plane[]; message?: string }

/**
 * Draws the primary picture of a HEIC or HEIF file, turned and mirrored as the file says.
 * @throws UnreadableImage where it has none, is damaged, or is no HEVC, as AVIF under a common brand.
 */
export async function drawHeic(bytes: Uint8Array): Promise<Drawn> {
  const heif = await openHeif()
  const context = heif.heif_context_alloc()
  const read = heif.heif_context_read_from_memory(context, bytes as never)
  if (read.code !== heif.heif_error_code.heif_error_Ok) throw broken(String(read.message))
  const handle = heif.heif_js_context_get_primary_image_handle(context)
  if (!handle || 'code' in handle) throw broken(handle?.message)
  const [width, height] = [
    heif.heif_image_handle_get_width(handle),
    heif.heif_image_handle_get_height(handle),
  ]
  if (width * height > MAX_PIXELS)
    throw new UnreadableImage('too_large', `${width} x ${height} px of HEIC is more than is decoded`)
  const hasAlpha = heif.heif_image_handle_has_alpha_channel(handle) !== 0
  const chroma = heif.heif_chroma[hasAlpha ? 'heif_chroma_interleaved_RGBA' : 'heif_chroma_interleaved_RGB']
  const { heif_colorspace_RGB } = heif.heif_colorspace
  const decoded = heif.heif_js_decode_image2(handle, heif_colorspace_RGB, chroma) as Decoded
  const plane = decoded.channels?.[0]
  if (!plane) throw broken(decoded.message)
  return encode(plane, hasAlpha ? 4 : 3)
}

/** Anew for each file: its memory never shrinks, and a hostile file leaves nothing behind for the next. */
async function openHeif(): Promise<MainModule> {
  const { default: make } = (await import('libheif-js/libheif-wasm/libheif.js')) as unknown as {
    default: (options: { wasmBinary: Uint8Array; print: () => void; printErr: () => void }) => MainModule
  }
  const wasm = fileURLToPath(import.meta.resolve('libheif-js/libheif-wasm/libheif.wasm'))
  return make({ wasmBinary: await readFile(wasm), print: () => {}, printErr: () => {} })
}

/** Its rows are padded to a stride, which is cut off again as if the padding were a part of the picture. */
async function encode({ data, width, height, stride }: Plane, channels: 3 | 4): Promise<Drawn> {
  const { data: jpeg, info } = await sharp(unpad(data, stride, width * channels, height), {
    raw: { width, height, channels },
  })
    .flatten({ background: '#ffffff' })
    .resize({ width: KEEP_SIDE_PX, height: KEEP_SIDE_PX, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true })
  return { jpeg, width: info.width, height: info.height }
}

/** Moves the rows together where they lie. */
function unpad(data: Uint8Array, stride: number, row: number, height: number): Uint8Array {
  if (stride !== row) for (let y = 1; y < height; y++) data.copyWithin(y * row, y * stride, y * stride + row)
  return data.subarray(0, row * height)
}

function broken(reason: string | undefined): UnreadableImage {
  return new UnreadableImage(
    'broken_image',
    `the HEIC file cannot be decoded: ${reason ?? 'no picture in it'}`,
  )
}
