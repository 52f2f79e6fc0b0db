/** A patch of set pixels, with the first and last of them in every row and column that it touches. */
export type Region = { size: number; pixels: Int32Array }

/** Set every clear pixel that cannot reach the border: print and logos inside the sheet. */
export function fillHoles(mask: Uint8Array, width: number, height: number): Uint8Array {
  const outside = new Uint8Array(mask.length)
  const stack: number[] = []
  const push = (i: number) => {
    if (mask[i] || outside[i]) return
    outside[i] = 1
    stack.push(i)
  }
  for (let x = 0; x < width; x++) {
    push(x)
    push((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    push(y * width)
    push(y * width + width - 1)
  }
  while (stack.length) {
    const i = stack.pop()!
    const x = i % width
    if (x > 0) push(i - 1)
    if (x < width - 1) push(i + 1)
    if (i >= width) push(i - width)
    if (i < width * (height - 1)) push(i + width)
  }
  return outside.map((o) => 1 - o)
}

/** Opening by a square: cuts thin bridges to a coin, a finger or a bright plank. */
export function openMask(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  return grow(grow(mask, width, height, radius, 0), width, height, radius, 1)
}

/** Spread one value (0 shrinks the set part, 1 grows it) by `radius`, over rows and then columns. */
function grow(mask: Uint8Array, width: number, height: number, radius: number, value: 0 | 1): Uint8Array {
  const pass = (from: Uint8Array, count: number, lines: number, step: number, next: number) => {
    const to = new Uint8Array(from.length).fill(1 - value)
    for (let l = 0; l < lines; l++) {
      let left = 0
      for (let k = -radius; k < count; k++) {
        const ahead = k + radius
        if (ahead < count && from[l * next + ahead * step] === value) left = 2 * radius + 1
        if (left > 0 && k >= 0) to[l * next + k * step] = value
        left--
      }
    }
    return to
  }
  return pass(pass(mask, width, height, 1, width), height, width, width, 1)
}

/** The separate patches, largest first; tiny ones are left out. */
export function labelRegions(mask: Uint8Array, width: number): Region[] {
  const seen = new Uint8Array(mask.length)
  const regions: Region[] = []
  const least = mask.length * 0.01
  for (let start = 0; start < mask.length; start++) {
    if (!mask[start] || seen[start]) continue
    const pixels = [start]
    seen[start] = 1
    for (let head = 0; head < pixels.length; head++) {
      const i = pixels[head]!
      const x = i % width
      for (const j of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width])
        if (j >= 0 && j < mask.length && mask[j] && !seen[j]) {
          seen[j] = 1
          pixels.push(j)
        }
    }
    if (pixels.length >= least) regions.push({ size: pixels.length, pixels: Int32Array.from(pixels) })
  }
  return regions.sort((a, b) => b.size - a.size)
}
