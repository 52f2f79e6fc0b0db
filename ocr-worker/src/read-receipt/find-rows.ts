import type { Gray } from './image/gray.ts'
import { reachFaintPrint } from './reach-faint-print.ts'
import type { Row, Rows } from './row.ts'

const INK = 140
/** The longest till rolls hold fewer; more are grain or cloth taken for print. */
const MAX_ROWS = 180

/** The lines of print, from the gaps between them. */
export function findRows(sheet: Gray): Rows {
  const profile = rowProfile(sheet)
  const bands = bandsOf(profile)
  const lineHeight = usualHeight(bands)
  const rows = bands
    .flatMap((band) => splitBand(band, sheet, profile, lineHeight))
    .filter((b) => b.foot - b.top >= lineHeight * 0.45 && b.foot - b.top <= lineHeight * 6)
    .map((b) => ({ ...b, runs: withoutEdges(runsOf(sheet, b), b, sheet, lineHeight) }))
    .filter((r) => r.runs.length > 0 && !isRuler(r, lineHeight) && !isBarcode(r, lineHeight))
  return { rows: reachFaintPrint(sheet, rows.slice(0, MAX_ROWS), lineHeight), lineHeight }
}

type Band = { top: number; foot: number }

/** Inked pixels a row, less what a vertical streak or the sheet's edge gives to every row. */
function rowProfile(sheet: Gray): Float32Array {
  const { width, height, data } = sheet
  const columns = new Uint32Array(width)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (data[y * width + x]! < INK) columns[x]!++
  const streak = columns.map((c) => (c > height * 0.45 ? 1 : 0))
  const profile = new Float32Array(height)
  for (let y = 0; y < height; y++) {
    let ink = 0
    for (let x = 0; x < width; x++) if (data[y * width + x]! < INK && !streak[x]) ink++
    profile[y] = ink
  }
  return profile
}

function bandsOf(profile: Float32Array): Band[] {
  const sorted = Float32Array.from(profile).sort()
  const gap = Math.max(1.5, sorted[Math.floor(sorted.length * 0.85)]! * 0.07)
  const bands: Band[] = []
  let top = -1
  for (let y = 0; y <= profile.length; y++) {
    const inked = y < profile.length && profile[y]! > gap
    if (inked && top < 0) top = y
    if (!inked && top >= 0) {
      if (y - top >= 3) bands.push({ top, foot: y })
      top = -1
    }
  }
  return bands
}

function usualHeight(bands: Band[]): number {
  const heights = bands.map((b) => b.foot - b.top).filter((h) => h >= 7)
  heights.sort((a, b) => a - b)
  return heights[Math.floor(heights.length * 0.5)] ?? 20
}

/** Lines that touch are parted where the ink between them thins out. */
function splitBand(band: Band, sheet: Gray, profile: Float32Array, lineHeight: number): Band[] {
  const height = band.foot - band.top
  if (height < lineHeight * 1.6) return [band]
  let at = -1
  let depth = 0.5
  const edge = Math.max(4, Math.round(lineHeight * 0.5))
  for (let y = band.top + edge; y < band.foot - edge; y++) {
    const before = peak(profile, Math.max(band.top, y - lineHeight), y)
    const after = peak(profile, y + 1, Math.min(band.foot, y + lineHeight))
    const ratio = profile[y]! / (Math.min(before, after) + 1e-6)
    if (ratio < depth) {
      depth = ratio
      at = y
    }
  }
  if (at < 0 || isCrossed(sheet, band, at, lineHeight)) return [band]
  return [
    ...splitBand({ top: band.top, foot: at }, sheet, profile, lineHeight),
    ...splitBand({ top: at + 1, foot: band.foot }, sheet, profile, lineHeight),
  ]
}

/** Characters of double height have gaps inside (合), but most of them, or of their ink, hang together across every height. */
function isCrossed(sheet: Gray, band: Band, at: number, lineHeight: number): boolean {
  const pieces = piecesOf(sheet, band)
  const crossing = pieces.filter(
    ({ top, foot }) => top < at - 3 && foot > at + 3 && foot - top > lineHeight * 1.25,
  )
  const inkOf = (some: Piece[]) => some.reduce((sum, piece) => sum + piece.ink, 0)
  const letters = runsOf(sheet, band)
  const crossed = letters.filter((run) => crossing.some((c) => c.left < run.to && c.right >= run.from))
  return inkOf(crossing) >= inkOf(pieces) * 0.45 || crossed.length >= letters.length * 0.45
}

type Piece = { top: number; foot: number; left: number; right: number; ink: number }

/** Ink that hangs together within a band. */
function piecesOf({ width, data }: Gray, band: Band): Piece[] {
  const [first, end] = [band.top * width, band.foot * width]
  const seen = new Uint8Array(end - first)
  const pieces: Piece[] = []
  for (let start = first; start < end; start++) {
    if (data[start]! >= INK || seen[start - first]) continue
    const piece = { top: band.foot, foot: 0, left: width, right: 0, ink: 0 }
    const pixels = [start]
    seen[start - first] = 1
    for (; piece.ink < pixels.length; piece.ink++) {
      const i = pixels[piece.ink]!
      const [x, y] = [i % width, Math.floor(i / width)]
      piece.top = Math.min(piece.top, y)
      piece.foot = Math.max(piece.foot, y)
      piece.left = Math.min(piece.left, x)
      piece.right = Math.max(piece.right, x)
      for (const next of [i - width, i - 1, i + 1, i + width]) {
        if (next < first || next >= end || seen[next - first] || data[next]! >= INK) continue
        seen[next - first] = 1
        pixels.push(next)
      }
    }
    pieces.push(piece)
  }
  return pieces
}

function peak(profile: Float32Array, from: number, to: number): number {
  let best = 0
  for (let y = Math.floor(from); y < to; y++) if (profile[y]! > best) best = profile[y]!
  return best
}

function runsOf(sheet: Gray, band: Band): Row['runs'] {
  const runs: Row['runs'] = []
  let from = -1
  for (let x = 0; x <= sheet.width; x++) {
    let ink = 0
    if (x < sheet.width)
      for (let y = band.top; y < band.foot; y++) if (sheet.data[y * sheet.width + x]! < INK) ink++
    const inked = ink >= 1 && ink < (band.foot - band.top) * 1.01
    if (inked && from < 0) from = x
    if (!inked && from >= 0) {
      runs.push({ from, to: x })
      from = -1
    }
  }
  return runs
}

/** A rule of dashes, equals signs or stars: low, and the same all along. */
function isRuler(row: Row, lineHeight: number): boolean {
  const height = row.foot - row.top
  if (height > lineHeight * 0.62) return false
  const inked = row.runs.reduce((s, r) => s + r.to - r.from, 0)
  const span = row.runs.at(-1)!.to - row.runs[0]!.from
  return inked > span * 0.4 && span > lineHeight * 8
}

/** Bars with gaps all along a tall row are for scanners; a QR code's row is taller still and densely inked. */
function isBarcode(row: Row, lineHeight: number): boolean {
  const height = row.foot - row.top
  if (height < lineHeight * 1.3) return false
  const narrow = row.runs.filter((r) => r.to - r.from < height * 0.2).length
  return row.runs.length > 18 && narrow > row.runs.length * 0.75
}

/** The sheet's own rim: a thin line at the side that goes on above and below the row. */
function withoutEdges(runs: Row['runs'], band: Band, sheet: Gray, lineHeight: number): Row['runs'] {
  const rim = sheet.width * 0.05
  const isRim = (run: Row['runs'][number]) => {
    if (run.to - run.from > lineHeight * 0.4 && run.from > 2 && run.to < sheet.width - 2) return false
    if (run.from > rim && run.to < sheet.width - rim) return false
    return inked(band.top - lineHeight * 0.2, run) && inked(band.foot + lineHeight * 0.2, run)
  }
  const inked = (at: number, run: Row['runs'][number]) => {
    const y = Math.max(0, Math.min(sheet.height - 1, Math.round(at)))
    for (let x = Math.max(0, run.from - 3); x < Math.min(sheet.width, run.to + 3); x++)
      if (sheet.data[y * sheet.width + x]! < 190) return true
    return false
  }
  let first = 0
  let last = runs.length
  while (first < last && isRim(runs[first]!)) first++
  while (last > first && isRim(runs[last - 1]!)) last--
  return runs.slice(first, last)
}
