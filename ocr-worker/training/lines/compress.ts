import type { Ink } from '../band.ts'
import type { Random } from '../random.ts'

const SIDE = 8
const COSINES = Float32Array.from({ length: 64 }, (_, i) => {
  const [k, n] = [i >> 3, i & 7]
  return Math.cos(((n + 0.5) * k * Math.PI) / SIDE) * (k ? 0.5 : Math.SQRT1_2 / 2)
})

/** What a JPEG's blocks do: fine waves are rounded away, more of them the larger `loss` is (0 to 1). */
export function compress({ width, height, data }: Ink, loss: number, random: Random): void {
  const [x0, y0] = [-random.whole(0, 7), -random.whole(0, 7)]
  const block = new Float32Array(64)
  const half = new Float32Array(64)
  for (let top = y0; top < height; top += SIDE)
    for (let left = x0; left < width; left += SIDE) {
      for (let i = 0; i < 64; i++) {
        const y = Math.max(0, Math.min(height - 1, top + (i >> 3)))
        const x = Math.max(0, Math.min(width - 1, left + (i & 7)))
        block[i] = data[y * width + x]!
      }
      turn(block, half, false)
      for (let i = 0; i < 64; i++) {
        const step = loss * (0.15 + 0.16 * ((i >> 3) + (i & 7)))
        block[i] = Math.round(block[i]! / step) * step
      }
      turn(block, half, true)
      for (let i = 0; i < 64; i++) {
        const [y, x] = [top + (i >> 3), left + (i & 7)]
        if (y >= 0 && x >= 0 && y < height && x < width) data[y * width + x] = block[i]!
      }
    }
}

/** The cosine transform of a block, there or back. */
function turn(block: Float32Array, half: Float32Array, back: boolean): void {
  const cosine = (k: number, n: number) => (back ? COSINES[n * 8 + k]! : COSINES[k * 8 + n]!)
  for (let k = 0; k < 8; k++)
    for (let x = 0; x < 8; x++) {
      let sum = 0
      for (let n = 0; n < 8; n++) sum += cosine(k, n) * block[n * 8 + x]!
      half[k * 8 + x] = sum
    }
  for (let y = 0; y < 8; y++)
    for (let k = 0; k < 8; k++) {
      let sum = 0
      for (let n = 0; n < 8; n++) sum += cosine(k, n) * half[y * 8 + n]!
      block[y * 8 + k] = sum
    }
}
