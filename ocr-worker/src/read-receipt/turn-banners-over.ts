import { brightestPerCell } from './image/brightest-per-cell.ts'
import type { Gray } from './image/gray.ts'
import { closeGray } from './image/morphology.ts'
import { labelRegions } from './image/regions.ts'

/** In shares of the sheet's width: smaller blocks are characters. */
const LEAST_WIDTH = 0.1
const LEAST_HEIGHT = 0.045

/** White letters on a black banner (a shop's name, mostly) become black letters on paper. */
export function turnBannersOver(sheet: Gray): Gray {
  // Fine enough to see a narrow banner's own rim on a small picture.
  const cell = Math.max(3, Math.min(8, Math.round(sheet.width / 110)))
  const cells = brightestPerCell(sheet, cell)
  const paper = closeGray(cells, Math.max(4, Math.round(cells.width * 0.12)))
  const dark = cells.data.map((v, i) => (v < paper.data[i]! * 0.62 ? 1 : 0))
  const { width, height } = cells
  const data = new Uint8Array(sheet.data)
  for (const region of labelRegions(dark, width)) {
    const box = boundsOf(region.pixels, width)
    const filled = region.size / (box.w * box.h)
    // A banner is a solid block inside the sheet; a strip of table along the rim is not.
    const atRim = box.x < 1 || box.y < 1 || box.x + box.w > width - 1 || box.y + box.h > height - 1
    const small = box.w < width * LEAST_WIDTH || box.h < width * LEAST_HEIGHT
    if (atRim || small || filled < 0.35 || !isBlock(region.pixels, width, box)) continue
    turnOver(sheet, data, box, paper, cell)
  }
  return { width: sheet.width, height: sheet.height, data }
}

type Box = { x: number; y: number; w: number; h: number }

function boundsOf(pixels: Int32Array, width: number): Box {
  const xs = pixels.map((i) => i % width)
  const ys = pixels.map((i) => Math.floor(i / width))
  const x = xs.reduce((a, b) => Math.min(a, b))
  const y = ys.reduce((a, b) => Math.min(a, b))
  return {
    x,
    y,
    w: xs.reduce((a, b) => Math.max(a, b)) - x + 1,
    h: ys.reduce((a, b) => Math.max(a, b)) - y + 1,
  }
}

/** Straight above and below, and as tall all along; the letters of a bold logo that run together are not. */
function isBlock(pixels: Int32Array, width: number, box: Box): boolean {
  const top = new Int32Array(box.w).fill(1 << 30)
  const foot = new Int32Array(box.w).fill(-1)
  for (const i of pixels) {
    const x = (i % width) - box.x
    const y = Math.floor(i / width)
    if (y < top[x]!) top[x] = y
    if (y > foot[x]!) foot[x] = y
  }
  const tall = foot.map((f, x) => f - top[x]! + 1)
  const usual = Int32Array.from(tall).sort()[tall.length >> 1]!
  return tall.filter((t) => Math.abs(t - usual) <= Math.max(1, usual * 0.15)).length >= tall.length * 0.8
}

/** Inside the block light and dark change places; its ragged rim becomes paper. */
function turnOver(sheet: Gray, data: Uint8Array, box: Box, paper: Gray, cell: number): void {
  const x0 = (box.x - 1) * cell
  const y0 = (box.y - 1) * cell
  const x1 = (box.x + box.w + 1) * cell
  const y1 = (box.y + box.h + 1) * cell
  const values: number[] = []
  for (let y = y0 + cell; y < y1 - cell; y += 2)
    for (let x = x0 + cell; x < x1 - cell; x += 2) values.push(sheet.data[y * sheet.width + x] ?? 255)
  values.sort((a, b) => a - b)
  const low = values[Math.floor(values.length * 0.3)]!
  const high = Math.max(low + 20, values[Math.floor(values.length * 0.97)]!)
  for (let y = Math.max(0, y0); y < Math.min(sheet.height, y1); y++)
    for (let x = Math.max(0, x0); x < Math.min(sheet.width, x1); x++) {
      const light = paper.data[Math.floor(y / cell) * paper.width + Math.floor(x / cell)]!
      const rim = Math.min(x - x0, y - y0, x1 - 1 - x, y1 - 1 - y) < cell * 1.6
      const share = Math.max(0, Math.min(1, (sheet.data[y * sheet.width + x]! - low) / (high - low)))
      data[y * sheet.width + x] = rim ? light : light * (1 - 0.85 * share)
    }
}
