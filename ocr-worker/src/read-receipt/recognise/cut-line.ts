import { blankGray, type Gray } from '../image/gray.ts'
import { meanUnder, type Strip } from './strip.ts'

/** The recogniser of lines takes pictures of this height, with characters this tall in the middle. */
export const LINE_PX = 48
export const CHARACTER_PX = 34
const MARGIN_PX = 8
/** Sixty full-width characters: no till prints more on a line. */
const MAX_WIDTH_PX = 2000
/** A blank wider than this (in characters) is not shown to the recogniser: it tells nothing and costs time. */
const WIDEST_GAP = 1.1

/** A stretch of a line as a picture; its pixel x shows the sheet at `from + x / scale`. */
export type LineCut = { image: Gray; from: number; scale: number; stretch: Stretch }

/** Where its ink lies on the sheet. */
type Stretch = { from: number; to: number }

/** A strip of the sheet as the pictures that the recogniser learned on: one for every stretch between wide gaps. */
export function cutLine(sheet: Gray, strip: Strip): LineCut[] {
  const gap = (CHARACTER_PX / strip.scaleX) * WIDEST_GAP
  const stretches: Stretch[] = []
  for (const run of strip.runs) {
    const last = stretches.at(-1)
    if (last && run.from - last.to <= gap) last.to = Math.max(last.to, run.to)
    else stretches.push({ from: run.from, to: run.to })
  }
  return stretches.map((stretch) => cutStretch(sheet, strip, stretch))
}

/** One stretch of a row, in the proportions of the strip. */
export function cutStretch(sheet: Gray, strip: Strip, stretch: Stretch): LineCut {
  const { scaleX, scaleY } = strip
  const { from, to } = stretch
  const width = Math.min(MAX_WIDTH_PX, Math.ceil((to - from) * scaleX) + 2 * MARGIN_PX)
  const image = blankGray(width, LINE_PX)
  const start = from - MARGIN_PX / scaleX
  const middle = (strip.top + strip.foot) / 2
  for (let y = 0; y < LINE_PX; y++) {
    const sy = middle + (y + 0.5 - LINE_PX / 2) / scaleY - 0.5
    if (sy < 0 || sy >= sheet.height) continue
    for (let x = 0; x < width; x++) {
      const sx = start + (x + 0.5) / scaleX - 0.5
      if (sx < 0 || sx >= sheet.width) continue
      image.data[y * width + x] = meanUnder(sheet, sx, sy, 1 / scaleX, 1 / scaleY)
    }
  }
  return { image, from: start, scale: scaleX, stretch }
}
