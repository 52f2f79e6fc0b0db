/** A plane of numbers, row by row. */
export type Plane = { values: Float32Array; width: number; height: number }

/** Gaussian blur; sigma in pixels. The borders repeat. */
export function blurred(plane: Plane, sigma: number): Plane {
  if (sigma < 0.15) return plane
  const radius = Math.ceil(sigma * 2.6)
  const weights = Array.from({ length: radius * 2 + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const kernel = Float32Array.from(weights, (weight) => weight / sum)
  return alongColumns(alongRows(plane, kernel, radius), kernel, radius)
}

function alongRows({ values, width, height }: Plane, kernel: Float32Array, radius: number): Plane {
  const out = new Float32Array(values.length)
  const padded = new Float32Array(width + radius * 2)
  for (let y = 0; y < height; y++) {
    const row = y * width
    padded.fill(values[row]!, 0, radius)
    padded.set(values.subarray(row, row + width), radius)
    padded.fill(values[row + width - 1]!, radius + width)
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = 0; k < kernel.length; k++) sum += kernel[k]! * padded[x + k]!
      out[row + x] = sum
    }
  }
  return { values: out, width, height }
}

/** Row by row as well, so that memory is walked in order. */
function alongColumns({ values, width, height }: Plane, kernel: Float32Array, radius: number): Plane {
  const out = new Float32Array(values.length)
  for (let y = 0; y < height; y++)
    for (let k = 0; k < kernel.length; k++) {
      const from = Math.min(height - 1, Math.max(0, y + k - radius)) * width
      const weight = kernel[k]!
      for (let x = 0; x < width; x++) out[y * width + x]! += weight * values[from + x]!
    }
  return { values: out, width, height }
}
