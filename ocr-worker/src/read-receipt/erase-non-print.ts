import type { Gray } from './image/gray.ts'

const DARK = 165
/** In shares of the sheet's width: no till prints a single stroke as tall as this, and no rule of it is text. */
const TALLEST = 0.2
const WIDEST = 0.45
const RIM = 0.004

/**
 * Marks that can not be characters, painted white: the edge of the sheet and the table beyond it, folds, frames, pen
 * strokes down the page, and specks. They would bridge the gaps between lines.
 */
export function eraseNonPrint(sheet: Gray): Gray {
  const { width, height } = sheet
  const data = new Uint8Array(sheet.data)
  const seen = new Uint8Array(width * height)
  const rim = Math.max(1, Math.round(width * RIM))
  // On a small picture a single dark pixel can be all that shows of a thin stroke.
  const speck = Math.floor((width * 0.0014) ** 2)
  const pixels: number[] = []
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || sheet.data[start]! >= DARK) continue
    const box = trace(sheet, start, seen, pixels)
    const tall = box.y1 - box.y0 > width * TALLEST
    const wide = box.x1 - box.x0 > width * WIDEST
    const atRim = box.x0 < rim || box.x1 >= width - rim || box.y0 < rim || box.y1 >= height - rim
    if (tall || wide || atRim || pixels.length <= speck) erase(data, pixels, width, height)
  }
  return { width, height, data }
}

type Box = { x0: number; y0: number; x1: number; y1: number }

/** Collects the dark pixels that hang together with `start` into `pixels`. */
function trace(sheet: Gray, start: number, seen: Uint8Array, pixels: number[]): Box {
  const { width, height, data } = sheet
  const box = { x0: width, y0: height, x1: 0, y1: 0 }
  pixels.length = 0
  pixels.push(start)
  seen[start] = 1
  for (let head = 0; head < pixels.length; head++) {
    const i = pixels[head]!
    const x = i % width
    const y = (i - x) / width
    if (x < box.x0) box.x0 = x
    if (x > box.x1) box.x1 = x
    if (y < box.y0) box.y0 = y
    if (y > box.y1) box.y1 = y
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const j = v * width + u
        if (seen[j] || data[j]! >= DARK) continue
        seen[j] = 1
        pixels.push(j)
      }
  }
  return box
}

/** With the grey fringe around them. */
function erase(data: Uint8Array, pixels: number[], width: number, height: number): void {
  for (const i of pixels) {
    const x = i % width
    const y = (i - x) / width
    for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++)
      for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) data[v * width + u] = 255
  }
}
