import { brightestPerCell } from './image/brightest-per-cell.ts'
import type { Gray } from './image/gray.ts'
import { closeGray } from './image/morphology.ts'
import { labelRegions } from './image/regions.ts'

const CELL_PX = 8

/** White letters on a black banner (a shop's name, mostly) become black letters on paper. */
export function turnBannersOver(sheet: Gray): Gray {
  const cells = brightestPerCell(sheet, CELL_PX)
  const paper = closeGray(cells, Math.max(4, Math.round(cells.width * 0.12)))
  const dark = cells.data.map((v, i) => (v < paper.data[i]! * 0.62 ? 1 : 0))
  const { width, height } = cells
  const data = new Uint8Array(sheet.data)
  for (const region of labelRegions(dark, width)) {
    const box = boundsOf(region.pixels, width)
    const filled = region.size / (box.w * box.h)
    // A banner is a solid block inside the sheet; a strip of table along the rim is not.
    const atRim = box.x < 1 || box.y < 1 || box.x + box.w > width - 1 || box.y + box.h > height - 1
    if (atRim || box.w < 6 || box.h < 3 || filled < 0.35 || !isBlock(region.pixels, width, box)) continue
    turnOver(sheet, data, box, paper)
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
function turnOver(sheet: Gray, data: Uint8Array, box: Box, paper: Gray): void {
  const x0 = (box.x - 1) * CELL_PX
  const y0 = (box.y - 1) * CELL_PX
  const x1 = (box.x + box.w + 1) * CELL_PX
  const y1 = (box.y + box.h + 1) * CELL_PX
  const values: number[] = []
  for (let y = y0 + CELL_PX; y < y1 - CELL_PX; y += 2)
    for (let x = x0 + CELL_PX; x < x1 - CELL_PX; x += 2) values.push(sheet.data[y * sheet.width + x] ?? 255)
  values.sort((a, b) => a - b)
  const low = values[Math.floor(values.length * 0.3)]!
  const high = Math.max(low + 20, values[Math.floor(values.length * 0.97)]!)
  for (let y = Math.max(0, y0); y < Math.min(sheet.height, y1); y++)
    for (let x = Math.max(0, x0); x < Math.min(sheet.width, x1); x++) {
      const light = paper.data[Math.floor(y / CELL_PX) * paper.width + Math.floor(x / CELL_PX)]!
      const rim = Math.min(x - x0, y - y0, x1 - 1 - x, y1 - 1 - y) < CELL_PX * 1.6
      const share = Math.max(0, Math.min(1, (sheet.data[y * sheet.width + x]! - low) / (high - low)))
      data[y * sheet.width + x] = rim ? light : light * (1 - 0.85 * share)
    }
}
