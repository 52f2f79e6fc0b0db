import { blankGray, type Gray } from './gray.ts'

/** Dark marks narrower than `radius` filled up with what is around them. */
export function closeGray(image: Gray, radius: number): Gray {
  return invert(brightest(invert(brightest(image, radius)), radius))
}

function invert({ width, height, data }: Gray): Gray {
  const out = new Uint8Array(data.length)
  for (let i = 0; i < out.length; i++) out[i] = 255 - data[i]!
  return { width, height, data: out }
}

/** Brightest value of each square window; along the rows first, then down the columns. */
function brightest({ width, height, data }: Gray, radius: number): Gray {
  const wide = width + 2 * radius
  const rows = new Uint8Array(wide * height)
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * wide + radius)
  brightestAhead(rows, 1, 2 * radius + 1)
  const columns = new Uint8Array(width * (height + 2 * radius))
  for (let y = 0; y < height; y++)
    columns.set(rows.subarray(y * wide, y * wide + width), (y + radius) * width)
  brightestAhead(columns, width, 2 * radius + 1)
  return { width, height, data: columns.slice(0, width * height) }
}

/** The brightest of `count` values that lie `apart`, from each value on; by windows of twice the size every time. */
function brightestAhead(values: Uint8Array, apart: number, count: number): void {
  for (let done = 1; done < count;) {
    const more = Math.min(done, count - done)
    const shift = more * apart
    for (let i = 0; i + shift < values.length; i++)
      if (values[i + shift]! > values[i]!) values[i] = values[i + shift]!
    done += more
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
