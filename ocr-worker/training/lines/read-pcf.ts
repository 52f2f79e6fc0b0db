import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Letter } from './face.ts'

/** How a bitmap font counts its letters. */
export type Encoding = 'jisx0208' | 'jisx0201' | 'unicode'

/** The wanted letters of an X11 bitmap font (.pcf.gz), by what they stand for; y counts from the top of the font's own line. */
export function readPcf(
  path: string,
  encoding: Encoding,
  wanted: Set<string>,
): { height: number; letters: Map<string, Letter> } {
  const file = gunzipSync(readFileSync(path))
  const tables = new Map<number, { format: number; at: number }>()
  for (let i = 0; i < file.readUInt32LE(4); i++) {
    const entry = 8 + i * 16
    tables.set(file.readUInt32LE(entry), {
      format: file.readUInt32LE(entry + 4),
      at: file.readUInt32LE(entry + 12),
    })
  }
  const open = (kind: number) => {
    const { format, at } = tables.get(kind)!
    const big = (format & 4) !== 0
    return {
      format,
      at: at + 4,
      u32: (p: number) => (big ? file.readUInt32BE(p) : file.readUInt32LE(p)),
      i16: (p: number) => (big ? file.readInt16BE(p) : file.readInt16LE(p)),
      u16: (p: number) => (big ? file.readUInt16BE(p) : file.readUInt16LE(p)),
    }
  }
  const metrics = open(4)
  const metric = (n: number) => {
    if (metrics.format & 0x100) {
      const p = metrics.at + 2 + n * 5
      const [left, right, advance, ascent, descent] = [0, 1, 2, 3, 4].map((k) => file[p + k]! - 128)
      return { left: left!, right: right!, advance: advance!, ascent: ascent!, descent: descent! }
    }
    const p = metrics.at + 4 + n * 12
    const [left, right, advance, ascent, descent] = [0, 2, 4, 6, 8].map((k) => metrics.i16(p + k))
    return { left: left!, right: right!, advance: advance!, ascent: ascent!, descent: descent! }
  }
  const bitmaps = open(8)
  const count = bitmaps.u32(bitmaps.at)
  const rowBytes = 1 << (bitmaps.format & 3)
  const bits = bitmaps.at + 4 + count * 4 + 16
  const highFirst = (bitmaps.format & 8) !== 0
  // Bytes within a scan unit stand the other way round when byte and bit order differ.
  const unit = highFirst === ((bitmaps.format & 4) !== 0) ? 1 : 1 << ((bitmaps.format >> 4) & 3)
  const accelerators = open(tables.has(256) ? 256 : 2)
  const ascent = accelerators.u32(accelerators.at + 8)
  const height = ascent + accelerators.u32(accelerators.at + 12)

  const drawLetter = (n: number): Letter => {
    const m = metric(n)
    const [width, rows] = [Math.max(0, m.right - m.left), Math.max(0, m.ascent + m.descent)]
    const stride = Math.ceil(width / 8 / rowBytes) * rowBytes
    const from = bits + bitmaps.u32(bitmaps.at + 4 + n * 4)
    const ink = new Uint8Array(width * rows)
    for (let y = 0; y < rows; y++)
      for (let x = 0; x < width; x++) {
        const byte = file[from + y * stride + ((x >> 3) ^ (unit - 1))]!
        ink[y * width + x] = (highFirst ? byte >> (7 - (x & 7)) : byte >> (x & 7)) & 1 ? 255 : 0
      }
    return { advance: m.advance, left: m.left, top: ascent - m.ascent, width, height: rows, ink }
  }

  const codes = open(32)
  const [low, high, first, last] = [0, 2, 4, 6].map((k) => codes.u16(codes.at + k)) as [
    number,
    number,
    number,
    number,
  ]
  const letters = new Map<string, Letter>()
  for (let row = first; row <= last; row++)
    for (let cell = low; cell <= high; cell++) {
      const n = codes.u16(codes.at + 10 + ((row - first) * (high - low + 1) + cell - low) * 2)
      const letter = n === 0xffff ? null : letterOf(row, cell, encoding)
      if (letter && wanted.has(letter)) letters.set(letter, drawLetter(n))
    }
  return { height, letters }
}

const japanese = new TextDecoder('euc-jp')

function letterOf(row: number, cell: number, encoding: Encoding): string | null {
  if (encoding === 'unicode') return String.fromCharCode(row * 256 + cell)
  if (encoding === 'jisx0208')
    return row < 0x21 || cell < 0x21 ? null : japanese.decode(Uint8Array.of(row | 0x80, cell | 0x80))
  if (cell === 0x5c) return '¥'
  if (cell === 0x7e) return null
  return cell < 0x80 ? String.fromCharCode(cell) : String.fromCharCode(0xff61 + cell - 0xa1)
}
