import type { Gray } from '../image/gray.ts'

/** A stretch of one row of the sheet, to be read as one line. */
export type Strip = {
  /** In pixels of the sheet. */
  top: number
  foot: number
  from: number
  to: number
  /** Pixels of the picture for one of the sheet, down and across: unequal squeezes or widens the characters. */
  scaleY: number
  scaleX: number
  /** Inked stretches. */
  runs: { from: number; to: number }[]
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
