import { blankGray, type Gray } from './gray.ts'

/** Dark marks narrower than `radius` filled up with what is around them. */
export function closeGray(image: Gray, radius: number): Gray {
  return invert(brightest(invert(brightest(image, radius)), radius))
}

function invert({ width, height, data }: Gray): Gray {
  return { width, height, data: data.map((v) => 255 - v) }
}

/** Brightest value of each square window; along the rows first, then row by row down the columns. */
function brightest({ width, height, data }: Gray, radius: number): Gray {
  const rows = new Uint8Array(data)
  for (let y = 0; y < height; y++) {
    const start = y * width
    for (let x = 0; x < width; x++) {
      const end = start + Math.min(width - 1, x + radius)
      let best = 0
      for (let i = start + Math.max(0, x - radius); i <= end; i++) if (data[i]! > best) best = data[i]!
      rows[start + x] = best
    }
  }
  const out = new Uint8Array(rows)
  for (let y = 0; y < height; y++) {
    const to = y * width
    for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
      const from = v * width
      for (let x = 0; x < width; x++) if (rows[from + x]! > out[to + x]!) out[to + x] = rows[from + x]!
    }
  }
  return { width, height, data: out }
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
