import type { Random } from '../random.ts'
import { smoothNoise } from './noise.ts'

export type Colour = [number, number, number]
export type TableName = 'wood' | 'dark-wood' | 'cloth' | 'checked-cloth' | 'white' | 'stone' | 'leather'

/** The colour of the table at a point, in linear light; coordinates in dots, eight a millimetre. */
export type TableTop = (x: number, y: number) => Colour

export function tableTop(name: TableName, random: Random): TableTop {
  const turn = random.between(0, 3.14)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const [offsetX, offsetY] = [random.between(0, 4000), random.between(0, 4000)]
  const paint = tops[name](random)
  return (x, y) => paint(x * cos - y * sin + offsetX, x * sin + y * cos + offsetY)
}

const tops: Record<TableName, (random: Random) => TableTop> = {
  wood: (random) => planks(random, [0.4, 0.23, 0.11], 0.3),
  'dark-wood': (random) => planks(random, [0.07, 0.035, 0.018], 0.4),
  cloth(random) {
    const base: Colour = random.pick([
      [0.05, 0.08, 0.16],
      [0.22, 0.04, 0.04],
      [0.1, 0.15, 0.09],
      [0.28, 0.24, 0.19],
    ])
    return (x, y) => shaded(base, 1 + weave(x, y) + 0.06 * soft(x / 300, y / 300))
  },
  'checked-cloth'(random) {
    const light: Colour = [0.55, 0.5, 0.42]
    const dark: Colour = random.pick([
      [0.12, 0.2, 0.3],
      [0.35, 0.08, 0.07],
      [0.1, 0.22, 0.12],
    ])
    return (x, y) => {
      const stripes = (wrap(x / 330) < 0.3 ? 0.5 : 0) + (wrap(y / 330) < 0.3 ? 0.5 : 0)
      return shaded(mixed(light, dark, stripes), 1 + weave(x, y))
    }
  },
  white: () => (x, y) => shaded([0.66, 0.65, 0.63], 1 + 0.03 * soft(x / 700, y / 700)),
  stone() {
    const grains = smoothNoise(77)
    return (x, y) => {
      const grain = grains(x / 7, y / 7)
      return shaded(
        [0.24, 0.23, 0.22],
        1 + 0.25 * grain + (grain > 0.75 ? 0.5 : 0) + 0.1 * soft(x / 180, y / 180),
      )
    }
  },
  leather() {
    const pores = smoothNoise(31)
    return (x, y) =>
      shaded([0.028, 0.027, 0.027], 1 + 0.35 * pores(x / 9, y / 9) + 0.2 * soft(x / 260, y / 260))
  },
}

const soft = smoothNoise(5)
const wrap = (value: number) => value - Math.floor(value)
const weave = (x: number, y: number) =>
  0.07 * Math.sin(x * 1.05) * Math.sin(y * 1.05) + 0.03 * soft(x / 4, y / 4)
const shaded = (colour: Colour, by: number): Colour => [colour[0] * by, colour[1] * by, colour[2] * by]
const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

/** Boards 90 mm wide, each with its own tone; the grain runs along and bends a little. */
function planks(random: Random, base: Colour, contrast: number): TableTop {
  const grain = smoothNoise(random.whole(1, 1e6))
  return (x, y) => {
    const board = Math.floor(y / 720)
    const seam = Math.abs(wrap(y / 720) - 0.5) > 0.4965 ? 0.3 : 1
    const bend = 14 * grain(x / 900, y / 260)
    const rings = grain(x / 1500 + board * 7.3, (y + bend) / 16)
    const pores = grain(x / 120 + board * 3.1, y / 3)
    const tone = 1 + 0.25 * grain(board * 5.7, 3.3)
    return shaded(base, seam * tone * (1 + contrast * (0.7 * rings + 0.3 * pores)))
  }
}
