import { roundDots, spread } from '../draw-line.ts'
import type { Ink } from '../band.ts'
import type { Random } from '../random.ts'
import type { SetLine } from './set-type.ts'

/** Heads that fail, paper that takes no heat, print that spreads or thins. `trouble` is 0 to 1. */
export function wearPrint(line: SetLine, dots: boolean, trouble: number, random: Random): SetLine {
  let { ink } = line
  if (random.chance(0.1 + 0.3 * trouble)) loseDots(ink, random.between(0.005, 0.02 + 0.07 * trouble), random)
  if (random.chance(0.02 + 0.12 * trouble)) loseStreaks(ink, Math.max(1, Math.round(line.em / 24)), random)
  if (random.chance(0.1 + 0.35 * trouble))
    fade(ink, line.em, random.between(0.15, 0.3 + 0.5 * trouble), random)
  const heat = random.next()
  // Bold letters that spread run into one.
  const light = blackness(line) < 0.36
  if (heat < 0.3 && light) ink = spread(ink, random.between(0.2, 0.95))
  else if (heat < 0.36 && light && line.em >= 20)
    ink = spread(spread(ink, random.between(0.4, 0.9)), random.between(0.2, 0.5))
  else if (heat < 0.5) ink = thin(ink, random.between(0.1, dots && line.em <= 16 ? 0.35 : 0.6))
  if (dots && line.em <= 24 && random.chance(0.1)) {
    const round = roundDots(ink, random.between(0.42, 0.62))
    const of = (n: number) => n * 4
    return {
      ink: round,
      em: of(line.em),
      emTop: of(line.emTop),
      left: of(line.left),
      right: of(line.right),
      top: of(line.top),
      foot: of(line.foot),
    }
  }
  return { ...line, ink }
}

/** The share of ink in a line's box. */
function blackness({ ink, left, right, top, foot }: SetLine): number {
  let sum = 0
  for (let y = top; y < foot; y++) for (let x = left; x < right; x++) sum += ink.data[y * ink.width + x]!
  return sum / ((right - left) * (foot - top))
}

function loseDots({ data }: Ink, share: number, random: Random): void {
  for (let i = 0; i < data.length; i++)
    if (data[i]! > 0 && random.chance(share)) data[i] = random.between(0, 0.5)
}

/** A dead element of the head leaves a white line down the paper; a stutter of the motor one across it. */
function loseStreaks({ width, height, data }: Ink, size: number, random: Random): void {
  if (random.chance(0.7))
    for (let n = random.whole(1, 2); n > 0; n--) {
      const [x0, left] = [random.whole(0, width - 1), random.between(0, 0.5)]
      for (let x = x0; x < Math.min(width, x0 + size); x++)
        for (let y = 0; y < height; y++) data[y * width + x]! *= left
    }
  else {
    const [y0, left] = [Math.round(height * random.between(0.34, 0.64)), random.between(0.25, 0.7)]
    for (let y = y0; y < Math.min(height, y0 + size); y++)
      for (let x = 0; x < width; x++) data[y * width + x]! *= left
  }
}

/** Faint patches, as on worn or badly heated paper. */
function fade({ width, height, data }: Ink, em: number, depth: number, random: Random): void {
  const period = random.between(1.5, 8) * em
  const tilt = random.between(-1, 1)
  const phase = random.between(0, 6.28)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[y * width + x]! *= 1 - depth * (0.5 + 0.5 * Math.sin(((x + y * tilt) / period) * 6.28 + phase))
}

function thin({ width, height, data }: Ink, share: number): Ink {
  const paper = { width, height, data: data.map((v) => 1 - v) }
  const grown = spread(paper, share)
  return { width, height, data: grown.data.map((v) => 1 - v) }
}
