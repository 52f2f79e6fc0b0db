import { calmNoise } from '../../src/read-receipt/image/calm-noise.ts'
import { blankGray } from '../../src/read-receipt/image/gray.ts'
import type { Ink } from '../band.ts'
import { blur } from '../photograph-line.ts'
import type { Random } from '../random.ts'
import { compress } from './compress.ts'
import { disturb } from './disturb.ts'
import type { Trouble } from './trouble.ts'

/** Level of blank paper. */
const PAPER = 245

/** Where a strip of `width` by `height` output pixels lies on the set line: dots = origin + pixels / scale. */
export type View = { width: number; height: number; u0: number; v0: number; scaleX: number; scaleY: number }

/** What a camera sees that has `fineness` pixels for each of the output: few when the photo was taken from afar. */
export function photographStrip(
  ink: Ink,
  view: View,
  fineness: number,
  trouble: Trouble,
  random: Random,
): Ink {
  const photo = project(ink, view, fineness, trouble.shape, random)
  keepReadable(photo, random.between(0.55, 0.8))
  disturb(photo, fineness, trouble, random)
  const soft = random.between(0.25, 0.45 + 1.35 * trouble.soft)
  const shake = random.chance(0.05 + 0.2 * trouble.soft) ? random.between(0.4, 0.6 + trouble.soft) : 0
  blur(photo.data, photo.width, photo.height, soft, shake)
  if (random.chance(0.1 + 0.5 * trouble.noise)) return seeInTheDark(photo, trouble.noise, random)
  addNoise(photo, trouble.noise, random)
  if (random.chance(0.15 + 0.2 * trouble.noise))
    compress(photo, random.between(0.05, 0.15 + 0.4 * trouble.noise), random)
  return photo
}

/**
 * Print that differs from its paper by a few dozen levels of grey, in a sensor's noise; then what the reader does about
 * it: blank paper is calmed, the rest stretched. Around the strokes the grain stays, and takes bites out of them.
 */
function seeInTheDark({ width, height, data }: Ink, trouble: number, random: Random): Ink {
  const depth = random.between(120 - 90 * trouble, 150)
  const sigma = Math.min(14, depth * random.between(0.03, 0.05 + 0.2 * trouble))
  const grain = data.map(() => random.bell())
  const size = random.chance(0.6) ? random.between(0.35, 0.9) : 0
  if (size) blur(grain, width, height, size, 0)
  const seen = data.map((v, i) => v + (grain[i]! * sigma * (1 + 2.2 * size)) / depth)
  if (random.chance(0.3)) compress({ width, height, data: seen }, random.between(0.04, 0.25), random)
  const gray = blankGray(width, height)
  for (let i = 0; i < seen.length; i++) gray.data[i] = Math.max(0, Math.min(255, PAPER - depth * seen[i]!))
  const calm = random.chance(0.85) ? calmNoise(gray, sigma * random.between(0.7, 1.1)) : gray
  const white = PAPER - random.between(1, 2.8) * sigma
  const black = PAPER - depth * random.between(0.85, 1.1)
  return {
    width,
    height,
    data: Float32Array.from(calm.data, (v) => Math.max(0, Math.min(1.1, (white - v) / (white - black)))),
  }
}

/** However faint the print and few the pixels, the darkest twentieth is this dark: flattening sees to it. */
function keepReadable({ data }: Ink, least: number): void {
  const inked = data.filter((v) => v > 0.05).sort()
  const dark = inked[Math.floor(inked.length * 0.9)] ?? 1
  if (dark >= least) return
  for (let i = 0; i < data.length; i++) data[i] = Math.min(1, (data[i]! * least) / dark)
}

function project(ink: Ink, view: View, fineness: number, trouble: number, random: Random): Ink {
  const width = Math.max(12, Math.round(view.width * fineness))
  const height = Math.max(12, Math.round(view.height * fineness))
  const [stepX, stepY] = [view.width / width, view.height / height]
  // A residual slope of up to two degrees, but the ends of a long line stay within the strip.
  const steep = Math.min(0.035, 5 / view.width)
  const crooked = random.chance(0.25 + 0.6 * trouble)
  const slope = crooked ? random.bell() * 0.5 * steep * (0.4 + 0.6 * trouble) : 0
  const lean = crooked ? random.bell() * 0.08 * (0.3 + trouble) : 0
  const bend = crooked && random.chance(0.5) ? random.bell() * 1.6 * trouble : 0
  const [period, phase] = [random.between(0.8, 2.5) * view.width, random.between(0, 6.28)]
  const squeeze = random.chance(0.1 + 0.3 * trouble) ? random.bell() * 0.09 : 0
  const [nx, ny] = [
    Math.max(2, Math.min(5, Math.ceil(stepX / view.scaleX))),
    Math.max(2, Math.min(5, Math.ceil(stepY / view.scaleY))),
  ]
  const data = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let i = 0; i < nx; i++) {
        const px = (x + (i + 0.5) / nx) * stepX
        const fall =
          slope * (px - view.width / 2) + (bend ? bend * Math.sin((px / period) * 6.28 + phase) : 0)
        const along = px + squeeze * px * (1 - px / view.width)
        for (let j = 0; j < ny; j++) {
          const py = (y + (j + 0.5) / ny) * stepY
          const u = Math.floor(view.u0 + (along + lean * (py - view.height / 2)) / view.scaleX)
          const v = Math.floor(view.v0 + (py - fall) / view.scaleY)
          if (u >= 0 && v >= 0 && u < ink.width && v < ink.height) sum += ink.data[v * ink.width + u]!
        }
      }
      data[y * width + x] = sum / (nx * ny)
    }
  return { width, height, data }
}

function addNoise({ width, height, data }: Ink, trouble: number, random: Random): void {
  const fine = random.between(0, 0.015 + 0.075 * trouble)
  const gain = random.between(0.85, 1.25)
  for (let i = 0; i < data.length; i++) data[i] = data[i]! * gain + random.bell() * fine
  if (!random.chance(0.05 + 0.22 * trouble)) return
  // Grain of the paper, and of what the flattening left of cloth and creases.
  const grain = new Float32Array(data.length)
  for (let i = 0; i < grain.length; i++) grain[i] = random.next() - 0.5
  const size = random.between(0.7, 2)
  blur(grain, width, height, size, random.chance(0.3) ? 2 : 0)
  const strength = random.between(0.1, 0.2 + 0.35 * trouble) * size
  const [from, to] = random.chance(0.5)
    ? [0, width]
    : [random.next() * width * 0.7, width * random.between(0.4, 1)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x >= from && x < to) data[y * width + x]! += grain[y * width + x]! * strength
}
