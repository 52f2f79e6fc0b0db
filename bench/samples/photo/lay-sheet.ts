import type { Random } from '../random.ts'
import { onTable, type Camera, type Place, type Point } from './aim-camera.ts'
import type { Plane } from './blur.ts'
import { texelsPerDot } from './heat-paper.ts'

/** What the camera sees of the sheets, at `finer` times the photo's resolution. */
export type Seen = {
  width: number
  height: number
  cover: Uint8Array
  ink: Float32Array
  shade: Float32Array
}

/** Samples a pixel and axis: enough for smooth edges and dots that blend as on a sensor. */
export const finer = 2

export type Sheet = {
  ink: Plane
  /** Dots. */
  width: number
  height: number
  place: Place
  relief: (x: number, y: number) => number
  /** Its ends carry the teeth of the till's cutter. */
  sawn: boolean
}

/** The way to the lamp; z is up. */
export type Light = { x: number; y: number; z: number }

type Corner = Point & { u: number; v: number; shade: number }

/** Draws a sheet into what the camera sees, over whatever lies there already. */
export function laySheet(sheet: Sheet, camera: Camera, light: Light, seen: Seen, random: Random) {
  const step = 14
  const [columns, rows] = [Math.ceil(sheet.width / step), Math.ceil(sheet.height / step)]
  const corners: Corner[] = []
  for (let r = 0; r <= rows; r++)
    for (let c = 0; c <= columns; c++)
      corners.push(cornerOf(sheet, camera, light, (c / columns) * sheet.width, (r / rows) * sheet.height))
  const teeth = { size: random.between(8, 12), depth: sheet.sawn ? random.between(4, 7) : 0 }
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const at = r * (columns + 1) + c
      const [a, b, d, e] = [
        corners[at]!,
        corners[at + 1]!,
        corners[at + columns + 1]!,
        corners[at + columns + 2]!,
      ]
      fill([a, b, d], sheet, teeth, seen)
      fill([b, e, d], sheet, teeth, seen)
    }
}

function cornerOf(sheet: Sheet, camera: Camera, light: Light, x: number, y: number): Corner {
  const { relief, place } = sheet
  const point = onTable(place, sheet.width, sheet.height)(x, y)
  const seen = camera.project(point.x, point.y, relief(x, y))
  const slopeX = (relief(x + 4, y) - relief(x - 4, y)) / 8
  const slopeY = (relief(x, y + 4) - relief(x, y - 4)) / 8
  const turn = (place.turn * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const [nx, ny] = [-(slopeX * cos - slopeY * sin), -(slopeX * sin + slopeY * cos)]
  const facing = (nx * light.x + ny * light.y + light.z) / Math.hypot(nx, ny, 1) / light.z
  return { x: seen.x * finer, y: seen.y * finer, u: x, v: y, shade: 0.2 + 0.8 * Math.max(0.1, facing) }
}

function fill([a, b, c]: [Corner, Corner, Corner], sheet: Sheet, teeth: Teeth, seen: Seen) {
  const area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)
  if (area === 0) return
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x, c.x)))
  const right = Math.min(seen.width - 1, Math.ceil(Math.max(a.x, b.x, c.x)))
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y, c.y)))
  const bottom = Math.min(seen.height - 1, Math.ceil(Math.max(a.y, b.y, c.y)))
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const toB = ((x - a.x) * (c.y - a.y) - (c.x - a.x) * (y - a.y)) / area
      const toC = ((b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y)) / area
      const toA = 1 - toB - toC
      if (toA < 0 || toB < 0 || toC < 0) continue
      const u = toA * a.u + toB * b.u + toC * c.u
      const v = toA * a.v + toB * b.v + toC * c.v
      if (bitten(u, v, sheet.height, teeth)) continue
      const at = y * seen.width + x
      seen.cover[at] = 1
      seen.ink[at] = sample(sheet.ink, u * texelsPerDot, v * texelsPerDot)
      seen.shade[at] = toA * a.shade + toB * b.shade + toC * c.shade
    }
}

type Teeth = { size: number; depth: number }

/** The cutter's saw leaves its teeth at both ends. */
function bitten(u: number, v: number, height: number, { size, depth }: Teeth): boolean {
  const tooth = Math.abs(((u / size) % 1) - 0.5) * 2 * depth
  return v < tooth || v > height - depth + tooth
}

function sample({ values, width, height }: Plane, x: number, y: number): number {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x - 0.5)))
  const top = Math.min(height - 2, Math.max(0, Math.floor(y - 0.5)))
  const fx = Math.min(1, Math.max(0, x - 0.5 - left))
  const fy = Math.min(1, Math.max(0, y - 0.5 - top))
  const at = top * width + left
  const upper = values[at]! * (1 - fx) + values[at + 1]! * fx
  const lower = values[at + width]! * (1 - fx) + values[at + width + 1]! * fx
  return upper * (1 - fy) + lower * fy
}
