import type { Print } from '../open-printer.ts'
import type { Random } from '../random.ts'
import { blurred, type Plane } from './blur.ts'
import { smoothNoise } from './noise.ts'

/** How tired the print head and the paper are. Shares, 0 to 1. */
export type Wear = {
  strength: number
  fading: number
  lostDots: number
  deadColumns: number
  blackening: number
}

/** Texels a dot and axis: a printed dot is round and a little larger than its square. */
export const texelsPerDot = 2

/** From hot and cold dots to how dark the paper became: 0 bare, 1 black. */
export function heatPaper({ dots, width, height }: Print, wear: Wear, random: Random): Plane {
  const columns = Float32Array.from({ length: width }, () => 1 - 0.08 * random.next())
  for (let i = 0; i < wear.deadColumns; i++) columns[random.whole(20, width - 20)] = random.between(0, 0.35)
  const patches = smoothNoise(random.whole(1, 1e6))
  const ink = new Float32Array(width * height * texelsPerDot ** 2)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!dots[y * width + x]) continue
      const faded = 1 - wear.fading * (0.5 + 0.5 * patches(x / 160, y / 220))
      const lost = random.chance(wear.lostDots) ? random.between(0, 0.5) : 1
      const heat = wear.strength * columns[x]! * faded * lost * random.between(0.88, 1)
      for (let k = 0; k < texelsPerDot ** 2; k++)
        ink[(y * texelsPerDot + (k >> 1)) * width * texelsPerDot + x * texelsPerDot + (k & 1)] = heat
    }
  const plane = { values: ink, width: width * texelsPerDot, height: height * texelsPerDot }
  return blurred(plane, 0.55 + wear.blackening)
}
