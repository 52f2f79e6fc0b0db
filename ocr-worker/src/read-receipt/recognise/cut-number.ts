import { blankGray, type Gray } from '../image/gray.ts'
import { meanUnder, type Strip } from './strip.ts'

/** The model of numbers learned on lines of this height, with this much paper around the ink. */
const BAND_PX = 28
const MARGIN_PX = 4
/** A longer number than a registration number with its date beside it is no number. */
const MAX_WIDTH_PX = 900

/** A number cut out along its own ink and set to the size that the model of numbers learned. Null where there is no ink. */
export function cutNumber(sheet: Gray, strip: Strip): Gray | null {
  const slack = (strip.foot - strip.top) * 0.12
  const x0 = Math.max(0, Math.round(strip.from))
  const x1 = Math.min(sheet.width, Math.round(strip.to))
  const y0 = Math.max(0, Math.round(strip.top - slack))
  const y1 = Math.min(sheet.height, Math.round(strip.foot + slack))
  if (x1 - x0 < 3 || y1 - y0 < 5) return null
  const { paper, middle } = tones(sheet, x0, x1, y0, y1)
  const band = inkBand(sheet, { x0, x1, y0, y1 }, middle)
  if (!band) return null
  const height = Math.max(band.foot - band.top, (strip.foot - strip.top) * 0.4)
  const centre = (band.top + band.foot) / 2
  const scaleY = BAND_PX / height
  const scaleX = scaleY * (strip.scaleX / strip.scaleY)
  const width = Math.round((x1 - x0) * scaleX) + 2 * MARGIN_PX
  if (width > MAX_WIDTH_PX) return null
  const cut = blankGray(width, BAND_PX + 2 * MARGIN_PX)
  const edge = Math.max(1, 1.5 / scaleX)
  for (let y = 0; y < cut.height; y++) {
    const sy = centre + (y + 0.5 - cut.height / 2) / scaleY - 0.5
    for (let x = 0; x < width; x++) {
      const sx = x0 + (x + 0.5 - MARGIN_PX) / scaleX - 0.5
      const inside = sx >= x0 - edge && sx <= x1 + edge && sy >= 0 && sy < sheet.height
      cut.data[y * width + x] = inside ? meanUnder(sheet, sx, sy, 1 / scaleX, 1 / scaleY) : paper
    }
  }
  return cut
}

type Window = { x0: number; x1: number; y0: number; y1: number }

function tones(
  sheet: Gray,
  x0: number,
  x1: number,
  y0: number,
  y1: number,
): { paper: number; middle: number } {
  const counts = new Uint32Array(256)
  for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) counts[sheet.data[y * sheet.width + x]!]!++
  const all = (x1 - x0) * (y1 - y0)
  const at = (share: number) => {
    let sum = 0
    for (let v = 0; v < 256; v++) if ((sum += counts[v]!) >= all * share) return v
    return 255
  }
  const paper = at(0.85)
  return { paper, middle: (paper + at(0.04)) / 2 }
}

/** The rows of the number's ink, without what reaches in from the lines above and below. */
function inkBand(
  sheet: Gray,
  { x0, x1, y0, y1 }: Window,
  middle: number,
): { top: number; foot: number } | null {
  const ink = Array.from({ length: y1 - y0 }, (_, i) => {
    let count = 0
    for (let x = x0; x < x1; x++) if (sheet.data[(y0 + i) * sheet.width + x]! < middle) count++
    return count
  })
  const bands: { top: number; foot: number; ink: number }[] = []
  ink.forEach((count, i) => {
    const last = bands.at(-1)
    if (!count) return
    if (last && i - last.foot < 2) Object.assign(last, { foot: i + 1, ink: last.ink + count })
    else bands.push({ top: i, foot: i + 1, ink: count })
  })
  if (!bands.length) return null
  const main = bands.reduce((a, b) => (b.ink > a.ink ? b : a))
  return { top: y0 + main.top, foot: y0 + main.foot }
}
