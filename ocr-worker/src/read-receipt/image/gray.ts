/** One channel, one byte a pixel, row by row. */
export type Gray = { width: number; height: number; data: Uint8Array }

export type Point = { x: number; y: number }

export function blankGray(width: number, height: number, value = 255): Gray {
  return { width, height, data: new Uint8Array(width * height).fill(value) }
}

/** The value between pixels (bilinear); outside the picture its edge goes on. */
export function sampleGray(image: Gray, x: number, y: number): number {
  const { width, height, data } = image
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y
  const x0 = cx | 0
  const y0 = cy | 0
  const x1 = x0 + 1 < width ? x0 + 1 : x0
  const y1 = y0 + 1 < height ? y0 + 1 : y0
  const fx = cx - x0
  const fy = cy - y0
  const top = data[y0 * width + x0]! * (1 - fx) + data[y0 * width + x1]! * fx
  const low = data[y1 * width + x0]! * (1 - fx) + data[y1 * width + x1]! * fx
  return top * (1 - fy) + low * fy
}

/**
 * The value between pixels by Catmull and Rom's cubic: thin strokes keep the depth that bilinear sampling takes from
 * them. At the picture's rim it is bilinear.
 */
export function sampleCubic(image: Gray, x: number, y: number): number {
  const { width, height } = image
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  if (x0 < 1 || y0 < 1 || x0 > width - 3 || y0 > height - 3) return sampleGray(image, x, y)
  const d = image.data
  const f = x - x0
  const g = y - y0
  const w0 = f * (-0.5 + f * (1 - 0.5 * f))
  const w1 = 1 + f * f * (-2.5 + 1.5 * f)
  const w2 = f * (0.5 + f * (2 - 1.5 * f))
  const w3 = f * f * (-0.5 + 0.5 * f)
  const i = (y0 - 1) * width + x0
  const j = i + width
  const k = j + width
  const l = k + width
  const value =
    g * (-0.5 + g * (1 - 0.5 * g)) * (w0 * d[i - 1]! + w1 * d[i]! + w2 * d[i + 1]! + w3 * d[i + 2]!) +
    (1 + g * g * (-2.5 + 1.5 * g)) * (w0 * d[j - 1]! + w1 * d[j]! + w2 * d[j + 1]! + w3 * d[j + 2]!) +
    g * (0.5 + g * (2 - 1.5 * g)) * (w0 * d[k - 1]! + w1 * d[k]! + w2 * d[k + 1]! + w3 * d[k + 2]!) +
    g * g * (-0.5 + 0.5 * g) * (w0 * d[l - 1]! + w1 * d[l]! + w2 * d[l + 1]! + w3 * d[l + 2]!)
  return value < 0 ? 0 : value > 255 ? 255 : value
}

/** As sampleCubic, in a column of pixels. */
export function sampleDown({ width, height, data }: Gray, x: number, y: number): number {
  const y0 = Math.floor(y)
  const g = y - y0
  const i = y0 * width + x
  if (y0 < 0) return data[x]!
  if (y0 > height - 2) return data[(height - 1) * width + x]!
  if (y0 < 1 || y0 > height - 3) return data[i]! * (1 - g) + data[i + width]! * g
  const value =
    g * (-0.5 + g * (1 - 0.5 * g)) * data[i - width]! +
    (1 + g * g * (-2.5 + 1.5 * g)) * data[i]! +
    g * (0.5 + g * (2 - 1.5 * g)) * data[i + width]! +
    g * g * (-0.5 + 0.5 * g) * data[i + 2 * width]!
  return value < 0 ? 0 : value > 255 ? 255 : value
}

/** Smaller by averaging over boxes: what shrinking needs so that thin strokes do not vanish. */
export function shrinkGray(image: Gray, width: number, height: number): Gray {
  const out = blankGray(width, height)
  const sx = image.width / width
  const sy = image.height / height
  for (let y = 0; y < height; y++) {
    const y0 = Math.floor(y * sy)
    const y1 = Math.max(y0 + 1, Math.min(image.height, Math.floor((y + 1) * sy)))
    for (let x = 0; x < width; x++) {
      const x0 = Math.floor(x * sx)
      const x1 = Math.max(x0 + 1, Math.min(image.width, Math.floor((x + 1) * sx)))
      let sum = 0
      for (let v = y0; v < y1; v++) for (let u = x0; u < x1; u++) sum += image.data[v * image.width + u]!
      out.data[y * width + x] = sum / ((y1 - y0) * (x1 - x0))
    }
  }
  return out
}

/** Turned clockwise by quarter turns. */
export function turnGray(image: Gray, quarters: number): Gray {
  const turns = ((quarters % 4) + 4) % 4
  if (turns === 0) return image
  const { width: w, height: h, data } = image
  const out = turns === 2 ? blankGray(w, h) : blankGray(h, w)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const to =
        turns === 2 ? (h - 1 - y) * w + (w - 1 - x) : turns === 1 ? x * h + (h - 1 - y) : (w - 1 - x) * h + y
      out.data[to] = data[y * w + x]!
    }
  return out
}
