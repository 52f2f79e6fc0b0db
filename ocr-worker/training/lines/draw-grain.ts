import type { LineImage } from '../draw-line.ts'
import type { Ink } from '../band.ts'
import { blur } from '../photograph-line.ts'
import type { Random } from '../random.ts'
import { disturb } from './disturb.ts'
import { LINE_HEIGHT, NARROWEST } from './draw-text-line.ts'

/** A cut that holds no letter: table, cloth, noise, creases. A reader that never saw one reads letters into it. */
export function drawGrain(random: Random): LineImage {
  const width = Math.round(random.between(NARROWEST, random.pick([90, 320])))
  const photo: Ink = { width, height: LINE_HEIGHT, data: new Float32Array(width * LINE_HEIGHT) }
  const coarse = random.between(0.5, 2.2)
  const along = random.chance(0.25) ? random.between(2, 9) : 0
  const strength = random.between(0.1, 0.9) * coarse * (along ? 2 : 1)
  for (let i = 0; i < photo.data.length; i++) photo.data[i] = random.bell() * strength
  blur(photo.data, width, LINE_HEIGHT, coarse, along)
  disturb(photo, 1, { print: 0, far: 0, soft: 0, noise: 0, shape: 1, light: 1 }, random)
  const ground = random.between(170, 262)
  const data = Uint8Array.from(photo.data, (v) => Math.max(0, Math.min(255, ground - 230 * v)))
  return { width, height: LINE_HEIGHT, data }
}
