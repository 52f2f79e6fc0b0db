import sharp, { type Sharp } from 'sharp'
import { crc32 } from 'node:zlib'

/** Stands in every note of a made photo; who finds it has found a note. */
export const SECRET = 'SECRET-35.6895N-139.6917E-0123456789'

/** A picture that no two photos share a patch of. */
export function makeNoise(width: number, height: number): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
}

type Given = string | Uint8Array
const toBytes = (given: Given) =>
  typeof given === 'string' ? Buffer.from(given, 'latin1') : Buffer.from(given)

export function jpegSegment(marker: number, payload: Given): Buffer {
  const data = toBytes(payload)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** An APP1 with an orientation, and whatever else. */
export function exifWith(orientation: number, rest = ''): Buffer {
  const entry = Buffer.from([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0])
  const tiff = Buffer.concat([Buffer.from('II*\0\x08\0\0\0\x01\0', 'latin1'), entry, Buffer.alloc(4)])
  return jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(rest, 'latin1')]))
}

export function behindStart(jpeg: Buffer, segments: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segments, jpeg.subarray(2)])
}

export function beforeScan(jpeg: Buffer, segments: Buffer): Buffer {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xda]))
  return Buffer.concat([jpeg.subarray(0, at), segments, jpeg.subarray(at)])
}

export function pngChunk(type: string, data: Given): Buffer {
  const body = Buffer.concat([Buffer.from(type), toBytes(data)])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length - 4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** Behind the header. */
export function withPngChunks(png: Buffer, ...chunks: Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])
}

export function webpChunk(type: string, data: Given): Buffer {
  const body = toBytes(data)
  const head = Buffer.from(`${type}\0\0\0\0`)
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** Behind all others. */
export function withWebpChunks(webp: Buffer, ...chunks: Buffer[]): Buffer {
  const whole = Buffer.concat([webp, ...chunks])
  whole.writeUInt32LE(whole.length - 8, 4)
  return whole
}
