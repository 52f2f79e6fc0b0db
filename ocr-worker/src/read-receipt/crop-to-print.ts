import { blankGray, type Gray } from './image/gray.ts'

const INK = 150
/** A column or row of pixels is print if this share of it is ink. */
const INKED = 0.004
/** Kept around the print, in shares of the sheet's width. */
const MARGIN = 0.02
/** Less blank than this on all sides together is not worth a copy. */
const WORTHWHILE = 0.1

/** The sheet without the blank around its print: of a photo whose paper shows no edges much is table. */
export function cropToPrint(sheet: Gray): Gray {
  const { width, height, data } = sheet
  const columns = new Uint32Array(width)
  const rows = new Uint32Array(height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[y * width + x]! < INK) {
        columns[x]!++
        rows[y]!++
      }
  const margin = Math.round(width * MARGIN)
  const across = span(columns, height * INKED, margin)
  const down = span(rows, width * INKED, margin)
  if (!across || !down) return sheet
  const kept = ((across.to - across.from) * (down.to - down.from)) / (width * height)
  if (kept > 1 - WORTHWHILE) return sheet
  const out = blankGray(across.to - across.from, down.to - down.from)
  for (let y = 0; y < out.height; y++) {
    const at = (down.from + y) * width + across.from
    out.data.set(data.subarray(at, at + out.width), y * out.width)
  }
  return out
}

function span(ink: Uint32Array, least: number, margin: number): { from: number; to: number } | null {
  const first = ink.findIndex((n) => n > least)
  if (first < 0) return null
  const last = ink.findLastIndex((n) => n > least)
  return { from: Math.max(0, first - margin), to: Math.min(ink.length, last + 1 + margin) }
}
