import { between, type LineImage } from '../draw-line.ts'
import type { Ink } from '../band.ts'
import type { Random } from '../random.ts'
import { photographStrip } from './photograph-strip.ts'
import { pressInto, setType, type SetLine } from './set-type.ts'
import type { TypeCase } from './type-case.ts'
import { pickTrouble, type Trouble } from './trouble.ts'
import { wearPrint } from './wear-print.ts'

export const LINE_HEIGHT = 48
export const NARROWEST = 48
export const WIDEST = 1000
/** The ink band as the reader sets it, and how far its measure of a row may be off. */
const BAND = { usual: 34, least: 28, most: 40, shift: 5 }

/** Pixels to a letter, on the average of a line: the network looks once in eight, and parts two alike by a look between. */
const LEAST_LETTER = 11

const clamp = (v: number, low: number, high: number) => Math.max(low, Math.min(high, v))

/** A segment of a row as the reader cuts it. Null if the case lacks a letter or the line would be too wide. */
export function drawTextLine(
  text: string,
  type: TypeCase,
  beside: readonly string[],
  random: Random,
  leastTrouble = 0,
): LineImage | null {
  const trouble = pickTrouble(random, leastTrouble)
  const spacing = random.chance(0.75) ? 0 : Math.round(type.em * random.between(-0.04, 0.16))
  const set = setType(text, type, spacing)
  if (!set) return null
  pressNeighbours(set, type, beside, trouble, random)
  const line = wearPrint(set, type.dots, trouble.print, random)
  const view = frame(line, [...text].length, trouble.shape, random)
  if (!view) return null
  // Pixels of the photo to a letter's height.
  const seen = random.between(34 - 21 * trouble.far, 44 - 25 * trouble.far)
  const fineness = clamp(seen / BAND.usual, 0.3, 1.1)
  return develop(
    photographStrip(line.ink, view, fineness, trouble, random),
    view.width,
    trouble.light,
    random,
  )
}

/** Rows stand close on till paper: feet of the one above and heads of the one below come into the cut. */
function pressNeighbours(
  set: SetLine,
  type: TypeCase,
  beside: readonly string[],
  trouble: Trouble,
  random: Random,
): void {
  for (const side of [-1, 1]) {
    const other = random.chance(0.2 + 0.25 * trouble.shape) ? setType(random.pick(beside), type, 0) : null
    if (!other) continue
    const pitch = Math.round(type.em * random.between(0.98, 1.2))
    pressInto(set, other, random.whole(-set.ink.width >> 1, set.ink.width >> 1), side * pitch)
  }
}

/** What share of its own width a letter is printed with: till printers double it, or the height. */
function pickStretch(random: Random): number {
  const draw = random.next()
  if (draw < 0.04) return random.between(1.5, 2.1)
  if (draw < 0.09) return random.between(0.48, 0.72)
  if (draw < 0.2) return random.between(0.72, 1.5)
  return clamp(1 + random.bell() * 0.07, 0.82, 1.2)
}

function frame(line: SetLine, letters: number, crooked: number, random: Random) {
  const { em, emTop } = line
  // A row with kanji in it is measured by them; one without by its own ink.
  const byKanji = random.chance(0.6)
  const top = byKanji ? Math.min(line.top, emTop + em * 0.05) : line.top
  const foot = byKanji ? Math.max(line.foot, emTop + em * 0.95) : line.foot
  // A crooked or merged row is measured too tall, a faint one too low.
  const draw = random.next()
  const wrong = draw < 0.08 ? random.between(1.08, 1.4) : draw < 0.12 ? random.between(0.84, 0.95) : 1
  const measured = Math.max(foot - top, em * 0.62) * wrong
  const middle = (top + foot) / 2
  const band = clamp(BAND.usual + random.bell() * 2, BAND.least, BAND.most)
  const scaleY = band / measured
  const blank = () => (random.chance(0.06) ? random.between(-2.5, 2) : random.between(4, 12))
  const [left, right] = [blank(), blank()]
  const shift = clamp(random.bell() * (1 + 1.5 * crooked), -BAND.shift, BAND.shift)
  for (let tries = 0; tries < 3; tries++) {
    // Small letters are not made narrow as well.
    const stretch = Math.max(wrong > 1.15 ? 0.85 : 0, pickStretch(random))
    const least = (LEAST_LETTER * letters) / (line.right - line.left)
    const scaleX = Math.max(least, (band / Math.max(measured, em * 0.75)) * stretch)
    const inked = (line.right - line.left) * scaleX
    const width = Math.max(NARROWEST, Math.round(inked + left + right))
    if (width > WIDEST) continue
    const u0 = line.left - left / scaleX
    return { width, height: LINE_HEIGHT, u0, v0: middle - (LINE_HEIGHT / 2 + shift) / scaleY, scaleX, scaleY }
  }
  return null
}

/** Enlarged to the reader's height, paper white and print dark as flattening leaves them. */
function develop(photo: Ink, width: number, dim: number, random: Random): LineImage {
  const data = new Uint8Array(width * LINE_HEIGHT)
  const paper = random.between(255 - 30 * dim, 260)
  const black = random.chance(0.6) ? random.between(0, 60) : random.between(0, 80 + 50 * dim)
  const clip = random.chance(0.6) ? random.between(0.02, 0.16) : 0
  const reversed = random.chance(0.02)
  for (let y = 0; y < LINE_HEIGHT; y++)
    for (let x = 0; x < width; x++) {
      const v = between(
        photo,
        ((x + 0.5) / width) * photo.width - 0.5,
        ((y + 0.5) / LINE_HEIGHT) * photo.height - 0.5,
      )
      const gray = clamp(v < clip ? 255 : paper - (paper - black) * v, 0, 255)
      data[y * width + x] = reversed ? 255 - gray : gray
    }
  return { width, height: LINE_HEIGHT, data }
}
