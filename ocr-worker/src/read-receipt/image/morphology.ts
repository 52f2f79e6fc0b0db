import { blankGray, type Gray } from './gray.ts'

/** Dark marks narrower than `radius` filled up with what is around them. */
export function closeGray(image: Gray, radius: number): Gray {
  return extreme(extreme(image, radius, 'max'), radius, 'min')
}

/** Brightest or darkest value of each square window; rows first, then columns. */
function extreme(image: Gray, radius: number, kind: 'max' | 'min'): Gray {
  const { width, height } = image
  const rows = blankGray(width, height)
  const out = blankGray(width, height)
  slide(image.data, rows.data, height, width, width, 1, radius, kind)
  slide(rows.data, out.data, width, height, 1, width, radius, kind)
  return out
}

function slide(
  from: Uint8Array,
  to: Uint8Array,
  lines: number,
  count: number,
  lineStep: number,
  step: number,
  radius: number,
  kind: 'max' | 'min',
): void {
  const sign = kind === 'max' ? 1 : -1
  for (let l = 0; l < lines; l++) {
    const base = l * lineStep
    for (let k = 0; k < count; k++) {
      let best = from[base + k * step]! * sign
      const end = Math.min(count - 1, k + radius)
      for (let j = Math.max(0, k - radius); j <= end; j++) {
        const v = from[base + j * step]! * sign
        if (v > best) best = v
      }
      to[base + k * step] = best * sign
    }
  }
}

/** Mean of the square window of `radius` around every pixel, by running sums. */
export function boxBlur(image: Gray, radius: number): Gray {
  const { width, height } = image
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += image.data[y * width + x]!
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  }
  const out = blankGray(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const x0 = Math.max(0, x - radius)
      const x1 = Math.min(width, x + radius + 1)
      const y0 = Math.max(0, y - radius)
      const y1 = Math.min(height, y + radius + 1)
      const sum =
        sums[y1 * (width + 1) + x1]! -
        sums[y0 * (width + 1) + x1]! -
        sums[y1 * (width + 1) + x0]! +
        sums[y0 * (width + 1) + x0]!
      out.data[y * width + x] = Math.round(sum / ((x1 - x0) * (y1 - y0)))
    }
  return out
}
