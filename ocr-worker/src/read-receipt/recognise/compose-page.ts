import { blankGray, type Gray } from '../image/gray.ts'

/** A stretch of one row of the sheet, to be read as one line. */
export type Strip = {
  /** In pixels of the sheet. */
  top: number
  foot: number
  from: number
  to: number
  /** Pixels of the page for one of the sheet, down and across: unequal squeezes or widens the characters. */
  scaleY: number
  scaleX: number
  /** Inked stretches; blank space between two of them is shortened. */
  runs: { from: number; to: number }[]
}

/** Lines set anew on a white page, one below the other, and where each piece of the page came from. */
export type Composed = { page: Gray; pitch: number; pieces: Piece[][] }

/** Page x in [at, at + width) shows sheet x from `from`, at `scale` page pixels each. */
export type Piece = { at: number; width: number; from: number; scale: number }

export const CHARACTER_PX = 34
const PITCH_PX = 66
const MARGIN_PX = 24
/** Sixty full-width characters: no till prints more on a line. */
const MAX_WIDTH_PX = 2400
/** More blank than this (in characters) tells the recogniser nothing and costs time. */
const WIDEST_GAP = 1.6

/** Level, equally tall, well-parted lines: what a line finder can not get wrong. */
export function composePage(sheet: Gray, strips: Strip[]): Composed {
  const pieces = strips.map(layOut)
  const width = Math.max(
    64,
    ...pieces.map((p) => p.reduce((x, q) => Math.max(x, q.at + q.width), 0) + MARGIN_PX),
  )
  const page = blankGray(Math.min(MAX_WIDTH_PX, Math.ceil(width)), strips.length * PITCH_PX + MARGIN_PX)
  strips.forEach((strip, i) =>
    drawStrip(sheet, strip, pieces[i]!, page, i * PITCH_PX + PITCH_PX / 2 + MARGIN_PX / 2),
  )
  return { page, pitch: PITCH_PX, pieces }
}

/** Which strip a height on the page belongs to. */
export function stripAt(composed: Composed, y: number): number {
  return Math.max(0, Math.min(composed.pieces.length - 1, Math.floor((y - MARGIN_PX / 2) / composed.pitch)))
}

/** Page x of a strip back to sheet x. */
export function sheetX(pieces: Piece[], x: number): number {
  const piece = pieces.findLast((p) => x >= p.at) ?? pieces[0]!
  return piece.from + Math.min(x - piece.at, piece.width) / piece.scale
}

function layOut(strip: Strip): Piece[] {
  const pieces: Piece[] = []
  const character = CHARACTER_PX / strip.scaleX
  let at = MARGIN_PX
  let start = strip.from - character * 0.3
  strip.runs.forEach((run, i) => {
    const next = strip.runs[i + 1]
    if (next && next.from - run.to <= character * WIDEST_GAP) return
    const end = next ? run.to + character * 0.3 : strip.to + character * 0.3
    pieces.push({ at, width: (end - start) * strip.scaleX, from: start, scale: strip.scaleX })
    at += (end - start) * strip.scaleX + CHARACTER_PX * (WIDEST_GAP - 0.6)
    if (next) start = next.from - character * 0.3
  })
  return pieces
}

function drawStrip(sheet: Gray, strip: Strip, pieces: Piece[], page: Gray, middle: number): void {
  const slack = 4 / strip.scaleY
  const tall = (strip.foot - strip.top + 2 * slack) * strip.scaleY
  const y0 = Math.max(0, Math.round(middle - tall / 2))
  const y1 = Math.min(page.height, Math.round(middle + tall / 2))
  for (const piece of pieces)
    for (let y = y0; y < y1; y++) {
      const sy = strip.top - slack + (y - y0 + 0.5) / strip.scaleY - 0.5
      const x1 = Math.min(page.width, Math.round(piece.at + piece.width))
      for (let x = Math.max(0, Math.round(piece.at)); x < x1; x++) {
        const sx = piece.from + (x - piece.at + 0.5) / piece.scale - 0.5
        if (sx < 0 || sx >= sheet.width || sy < 0 || sy >= sheet.height) continue
        page.data[y * page.width + x] = meanUnder(sheet, sx, sy, 1 / piece.scale, 1 / strip.scaleY)
      }
    }
}

/** Mean of the sheet under one page pixel when shrinking, else the value between its pixels. */
export function meanUnder(sheet: Gray, x: number, y: number, spanX: number, spanY: number): number {
  const nx = spanX > 1.3 ? 2 : 1
  const ny = spanY > 1.3 ? 2 : 1
  let sum = 0
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++)
      sum += between(
        sheet,
        x + (nx > 1 ? (i - 0.5) * spanX * 0.5 : 0),
        y + (ny > 1 ? (j - 0.5) * spanY * 0.5 : 0),
      )
  return sum / (nx * ny)
}

function between({ width, height, data }: Gray, x: number, y: number): number {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)))
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)))
  const x1 = Math.min(width - 1, x0 + 1)
  const y1 = Math.min(height - 1, y0 + 1)
  const fx = Math.max(0, Math.min(1, x - x0))
  const fy = Math.max(0, Math.min(1, y - y0))
  const top = data[y0 * width + x0]! * (1 - fx) + data[y0 * width + x1]! * fx
  const low = data[y1 * width + x0]! * (1 - fx) + data[y1 * width + x1]! * fx
  return top * (1 - fy) + low * fy
}
