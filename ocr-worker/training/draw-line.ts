import type { Random } from './random.ts'
import type { Face } from './draw-glyphs.ts'
import { photographLine } from './photograph-line.ts'
import type { Band, Ink } from './band.ts'
export type LineImage = { width: number; height: number; data: Uint8Array }

/** The reader cuts a number to its ink band and sets it to this height; the margin is what training adds itself. */
export const BAND_PX = 28
export const MARGIN_PX = 4

/** `plain` print is clear and level; `hard` is as photos show it. */
export type Trouble = 'plain' | 'hard'

/** One token as a photo of till print shows it, cut to its ink band. Null if the face lacks a letter of it. */
export function drawLine(text: string, face: Face, trouble: Trouble, random: Random): LineImage | null {
  const hard = trouble === 'hard'
  const wide = random.pick(hard ? [1, 1, 1, 1, 2] : [1, 1, 2])
  const tall = random.pick(hard ? [1, 1, 1, 1, 2] : [1, 1, 2])
  const set = setType(text, face, hard ? random.between(-0.03, 0.1) : 0)
  if (!set) return null
  let ink = set
  if (hard) ink = wear(ink, face, random)
  if (face.dots && random.chance(0.25)) ink = roundDots(ink, random.between(0.42, 0.62))
  const band = inkBand(ink)
  if (!band) return null
  return develop(ink, band, { stretch: proportion(wide / tall, random), hard }, random)
}

/** Squeezed back to ordinary proportions as the reader does, most of the time. */
function proportion(stretch: number, random: Random): number {
  const kept = random.chance(0.3) ? stretch : 1
  return Math.max(0.62, kept) * random.between(0.85, 1.2)
}

function setType(text: string, face: Face, spacing: number): Ink | null {
  const glyphs = [...text].map((c) => face.glyphs.get(c))
  if (glyphs.some((g) => !g)) return null
  const extra = Math.round(face.em * spacing)
  const width = glyphs.reduce((s, g) => s + g!.advance + extra, 0) + face.pad * 2 + 4
  const data = new Float32Array(width * face.height)
  let at = 2
  for (const glyph of glyphs) {
    for (let y = 0; y < face.height; y++)
      for (let x = 0; x < glyph!.width; x++) {
        const i = y * width + at + x
        if (at + x >= 0 && at + x < width)
          data[i] = Math.max(data[i]!, glyph!.ink[y * glyph!.width + x]! / 255)
      }
    at += glyph!.advance + extra
  }
  return { width, height: face.height, data }
}

/** Heads that fail, paper that takes no heat, print that spreads or thins. */
function wear(ink: Ink, face: Face, random: Random): Ink {
  const { width, height } = ink
  const data = Float32Array.from(ink.data)
  const size = face.em / 24
  if (random.chance(0.25)) {
    const lost = random.between(0.01, 0.1)
    for (let i = 0; i < data.length; i++)
      if (data[i]! > 0 && random.chance(lost)) data[i] = random.between(0, 0.5)
  }
  for (let n = random.chance(0.08) ? random.whole(1, 2) : 0; n > 0; n--) {
    const x0 = random.whole(0, width - 1)
    for (let x = x0; x < Math.min(width, x0 + Math.max(1, size)); x++)
      for (let y = 0; y < height; y++) data[y * width + x] = 0
  }
  if (random.chance(0.08)) {
    const y0 = random.whole(0, height - 1)
    for (let y = y0; y < Math.min(height, y0 + Math.max(1, size)); y++)
      data.fill(0, y * width, (y + 1) * width)
  }
  if (random.chance(0.3)) {
    // Faint patches, as on worn paper.
    const period = random.between(1.5, 6) * face.em
    const phase = random.between(0, 6.28)
    const depth = random.between(0.2, 0.75)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        data[y * width + x]! *=
          1 - depth * (0.5 + 0.5 * Math.sin((x / period + y / (period * 0.7)) * 6.28 + phase))
  }
  return random.chance(0.35)
    ? spread({ width, height, data }, random.between(0.2, 0.9))
    : { width, height, data }
}

export function spread({ width, height, data }: Ink, share: number): Ink {
  const out = Float32Array.from(data)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const around = Math.max(
        x > 0 ? data[y * width + x - 1]! : 0,
        x + 1 < width ? data[y * width + x + 1]! : 0,
        y > 0 ? data[(y - 1) * width + x]! * 0.8 : 0,
        y + 1 < height ? data[(y + 1) * width + x]! * 0.8 : 0,
      )
      out[y * width + x] = Math.max(data[y * width + x]!, around * share)
    }
  return { width, height, data: out }
}

/** Needle print: every dot a disk, four pixels to its side. */
export function roundDots({ width, height, data }: Ink, radius: number): Ink {
  const out = new Float32Array(width * 4 * height * 4)
  for (let y = 0; y < height * 4; y++)
    for (let x = 0; x < width * 4; x++) {
      const far = Math.hypot(((x % 4) - 1.5) / 4, ((y % 4) - 1.5) / 4)
      out[y * width * 4 + x] =
        data[(y >> 2) * width + (x >> 2)]! * Math.max(0, Math.min(1, (radius - far) * 6 + 0.5))
    }
  return { width: width * 4, height: height * 4, data: out }
}

function inkBand({ width, height, data }: Ink): Band | null {
  let [top, foot, left, right] = [height, -1, width, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[y * width + x]! > 0.3) {
        top = Math.min(top, y)
        foot = Math.max(foot, y)
        left = Math.min(left, x)
        right = Math.max(right, x)
      }
  return foot < 0 ? null : { top, foot: foot + 1, left, right: right + 1 }
}

/** Camera and reader: seen at the camera's few pixels, blurred and noisy, then enlarged to the band. */
function develop(ink: Ink, band: Band, how: { stretch: number; hard: boolean }, random: Random): LineImage {
  const { hard } = how
  // A band of hardly more than a stroke (a lone dash) is not blown up to the height of digits.
  const bandHeight = Math.max(band.foot - band.top, ink.height * 0.3)
  const centre = (band.top + band.foot) / 2
  const seen = hard ? random.between(12, 34) : random.between(24, 40)
  const camera = seen / bandHeight
  const shakeTop = hard ? random.between(-0.06, 0.12) * bandHeight : 0
  const shakeFoot = hard ? random.between(-0.06, 0.12) * bandHeight : 0
  const top = centre - bandHeight / 2 - shakeTop
  const foot = centre + bandHeight / 2 + shakeFoot
  const left = band.left - (hard ? random.between(-0.05, 0.25) : 0.05) * bandHeight
  const right = band.right + (hard ? random.between(-0.05, 0.25) : 0.05) * bandHeight
  const final = BAND_PX / (foot - top)
  const margin = MARGIN_PX / final
  const view = photographLine(
    ink,
    {
      top: top - margin,
      foot: foot + margin,
      left: left - margin / how.stretch,
      right: right + margin / how.stretch,
    },
    camera,
    hard,
    random,
  )
  const width = Math.max(20, Math.round((right - left) * final * how.stretch) + 2 * MARGIN_PX)
  const height = BAND_PX + 2 * MARGIN_PX
  const data = new Uint8Array(width * height)
  const white = hard ? random.between(215, 255) : 250
  const black = hard ? random.between(0, 150) : random.between(0, 40)
  const clip = hard && random.chance(0.5) ? random.between(0.05, 0.2) : 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const v = between(
        view,
        ((x + 0.5) / width) * view.width - 0.5,
        ((y + 0.5) / height) * view.height - 0.5,
      )
      data[y * width + x] = Math.max(0, Math.min(255, v < clip ? 255 : white - (white - black) * v))
    }
  return { width, height, data }
}

export function between({ width, height, data }: Ink, x: number, y: number): number {
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(x)))
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(y)))
  const x1 = Math.min(width - 1, x0 + 1)
  const y1 = Math.min(height - 1, y0 + 1)
  const fx = Math.max(0, Math.min(1, x - x0))
  const fy = Math.max(0, Math.min(1, y - y0))
  const a = data[y0 * width + x0]! * (1 - fx) + data[y0 * width + x1]! * fx
  const b = data[y1 * width + x0]! * (1 - fx) + data[y1 * width + x1]! * fx
  return a * (1 - fy) + b * fy
}
