import type { Ink } from '../band.ts'
import type { Random } from '../random.ts'
import type { Trouble } from './trouble.ts'

/** What lies across a line of print: rules, folds, the edge of a stamp, a shadow. `scale` is pixels for one of the output. */
export function disturb(photo: Ink, scale: number, { shape, light }: Trouble, random: Random): void {
  if (random.chance(0.04 + 0.04 * shape)) rule(photo, scale, random)
  if (random.chance(0.02 + 0.2 * shape)) fold(photo, scale, random)
  if (random.chance(0.01 + 0.1 * shape)) stamp(photo, scale, random)
  if (random.chance(0.05 + 0.3 * light)) shade(photo, light, random)
  if (random.chance(0.03)) rim(photo, scale, random)
}

/** A line, whole or dotted, above or below the letters. */
function rule({ width, height, data }: Ink, scale: number, random: Random): void {
  const at = random.chance(0.75) ? random.between(43.5, 47) : random.between(0.5, 3.5)
  const thick = random.between(0.8, 2.5) * scale
  const period = random.pick([0, 0, 8.5, 17]) * scale
  for (let y = 0; y < height; y++) {
    const ink = Math.max(0, Math.min(1, thick / 2 + 0.5 - Math.abs(y + 0.5 - at * scale)))
    for (let x = 0; ink && x < width; x++)
      if (!period || x % period < period * 0.6)
        data[y * width + x] = Math.max(data[y * width + x]!, ink * 0.9)
  }
}

/** Paper that was folded: a dark or a bare line, upright or slanting. */
function fold({ width, height, data }: Ink, scale: number, random: Random): void {
  const [x0, lean] = [random.next() * width, random.bell() * 0.6]
  const thick = random.between(0.6, 2.6) * scale
  const dark = random.chance(0.5)
  const depth = random.between(0.25, dark ? 0.6 : 0.95)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const far = Math.abs(x - x0 - lean * (y - height / 2)) / thick
      if (far > 1) continue
      const v = data[y * width + x]!
      data[y * width + x] = dark ? Math.max(v, depth * (1 - far)) : v * (1 - depth * (1 - far * far))
    }
}

/** Part of the ring of a round stamp, paler than print. */
function stamp({ width, height, data }: Ink, scale: number, random: Random): void {
  const radius = random.between(40, 130) * scale
  const [cx, cy] = [
    random.next() * width,
    height / 2 + random.pick([-1, 1]) * random.between(0.3, 1) * radius,
  ]
  const [thick, ink] = [random.between(1, 3) * scale, random.between(0.15, 0.45)]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (Math.abs(Math.hypot(x - cx, y - cy) - radius) < thick)
        data[y * width + x] = Math.max(data[y * width + x]!, ink)
}

/** Light that flattening did not even out: print paler towards one side, paper greyer towards the other. */
function shade({ width, height, data }: Ink, trouble: number, random: Random): void {
  const [depth, grey] = [random.between(0, 0.55), random.chance(0.4) ? random.between(0, 0.2 * trouble) : 0]
  const turned = random.chance(0.5)
  for (let x = 0; x < width; x++) {
    const share = turned ? 1 - x / width : x / width
    for (let y = 0; y < height; y++)
      data[y * width + x] = data[y * width + x]! * (1 - depth * share) + grey * (1 - share)
  }
}

/** The paper's edge, or the first stroke of what stands beside the line. */
function rim({ width, height, data }: Ink, scale: number, random: Random): void {
  const thick = Math.max(1, Math.round(random.between(0.6, 2.5) * scale))
  const left = random.chance(0.5)
  const [from, to] = random.chance(0.5) ? [0, height] : [Math.floor(random.next() * height * 0.6), height]
  for (let x = left ? 0 : width - thick; x < (left ? thick : width); x++)
    for (let y = from; y < to; y++) data[y * width + x] = Math.max(data[y * width + x]!, 0.8)
}
