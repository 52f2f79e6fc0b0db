import type { Random } from './random.ts'
import type { Band, Ink } from './band.ts'

/** The window of the ink as a camera of `scale` pixels a dot sees it. */
export function photographLine(ink: Ink, window: Band, scale: number, hard: boolean, random: Random): Ink {
  const width = Math.max(8, Math.round((window.right - window.left) * scale))
  const height = Math.max(8, Math.round((window.foot - window.top) * scale))
  const data = new Float32Array(width * height)
  const slope = hard ? random.bell() * 0.012 : 0
  const lean = hard ? random.bell() * 0.06 : 0
  const bend = hard ? random.bell() * 0.02 * ink.height : 0
  const length = random.between(4, 12) * ink.height
  const phase = random.between(0, 6.28)
  const fine = scale < 0.5 ? 3 : 2
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let j = 0; j < fine; j++)
        for (let i = 0; i < fine; i++) {
          const u = window.left + (x + (i + 0.5) / fine) / scale
          const v = window.top + (y + (j + 0.5) / fine) / scale
          const mx = u - (window.left + window.right) / 2
          const my = v - (window.top + window.foot) / 2
          const sx = Math.floor(u + lean * my)
          const sy = Math.floor(v + slope * mx + bend * Math.sin((u / length) * 6.28 + phase))
          if (sx >= 0 && sx < ink.width && sy >= 0 && sy < ink.height) sum += ink.data[sy * ink.width + sx]!
        }
      data[y * width + x] = sum / (fine * fine)
    }
  if (!hard) return { width, height, data }
  if (random.chance(0.15)) leaveRemains(data, width, height, random)
  blur(data, width, height, random.between(0.3, 1.15), random.chance(0.2) ? random.between(0.5, 1.8) : 0)
  const noise = random.between(0.005, 0.07)
  const gain = random.between(0.85, 1.3)
  for (let i = 0; i < data.length; i++)
    data[i] = Math.max(0, Math.min(1, data[i]! * gain + random.bell() * noise))
  return { width, height, data }
}

/** Bits of a neighbour above, below or beside. */
function leaveRemains(data: Float32Array, width: number, height: number, random: Random): void {
  const edge = random.pick(['top', 'foot', 'left', 'right'])
  for (let n = random.whole(1, 4); n > 0; n--) {
    const deep = random.between(0.02, 0.1)
    const [x0, x1, y0, y1] =
      edge === 'left'
        ? [0, deep * height, random.next() * height, height]
        : edge === 'right'
          ? [width - deep * height, width, random.next() * height, height]
          : edge === 'top'
            ? [random.next() * width, width, 0, deep * height]
            : [random.next() * width, width, height - deep * height, height]
    const along = random.between(0.1, 0.5) * height
    for (
      let y = Math.floor(y0);
      y < Math.min(height, edge === 'left' || edge === 'right' ? y0 + along : y1);
      y++
    )
      for (
        let x = Math.floor(x0);
        x < Math.min(width, edge === 'left' || edge === 'right' ? x1 : x0 + along);
        x++
      )
        data[y * width + x] = 1
  }
}

/** A soft lens and, along the line, a moving hand. Sigmas in pixels. */
export function blur(data: Float32Array, width: number, height: number, sigma: number, shake: number): void {
  const across = kernel(Math.hypot(sigma, shake))
  const down = kernel(sigma)
  const half = new Float32Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = 0; k < across.length; k++) {
        const at = x + k - (across.length >> 1)
        if (at >= 0 && at < width) sum += across[k]! * data[y * width + at]!
      }
      half[y * width + x] = sum
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = 0; k < down.length; k++) {
        const at = y + k - (down.length >> 1)
        if (at >= 0 && at < height) sum += down[k]! * half[at * width + x]!
      }
      data[y * width + x] = sum
    }
}

function kernel(sigma: number): number[] {
  const reach = Math.ceil(sigma * 2.5)
  const weights = Array.from({ length: reach * 2 + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((s, w) => s + w, 0)
  return weights.map((w) => w / sum)
}
