import type { Random } from '../random.ts'
import { smoothNoise } from './noise.ts'

/** How a sheet lies. Heights in dots, an eighth of a millimetre. */
export type Bend = {
  /** The ends stand up: the memory of the roll. */
  curl: number
  wave: number
  /** Where it was folded, 0 top to 1 bottom; null for never. */
  fold: number | null
  crumple: number
}

/** Height above the table at (x, y) of a sheet of width × height dots. */
export function bendSheet(
  bend: Bend,
  width: number,
  height: number,
  random: Random,
): (x: number, y: number) => number {
  const middle = random.between(0.4, 0.6)
  const phase = random.between(0, 6.28)
  const slant = random.between(-0.4, 0.4)
  const waves = random.between(1.1, 2.3)
  const wrinkles = smoothNoise(random.whole(1, 1e6))
  return (x, y) => {
    const down = y / height
    const across = x / width
    const roll = bend.curl * ((down - middle) * 2) ** 2
    const wave = bend.wave * (1 + Math.sin(phase + 6.28 * (waves * down + slant * across)))
    const crease = bend.fold === null ? 0 : 20 * Math.max(0, 1 - Math.abs(down - bend.fold) / 0.11)
    const ridges = 1 - Math.abs(wrinkles(x / 150 + y / 400, y / 190))
    return roll + wave + crease + bend.crumple * ridges
  }
}
