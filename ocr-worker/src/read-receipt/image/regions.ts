/** A patch of set pixels, with the first and last of them in every row and column that it touches. */
export type Region = { size: number; pixels: Int32Array }

/** Set every clear pixel that cannot reach the border: print and logos inside the sheet. */
export function fillHoles(mask: Uint8Array, width: number, height: number): Uint8Array {
  const filled = new Uint8Array(mask.length).fill(1)
  const reached = new Int32Array(mask.length)
  let count = 0
  const push = (i: number) => {
    if (mask[i] || !filled[i]) return
    filled[i] = 0
    reached[count++] = i
  }
  for (let x = 0; x < width; x++) {
    push(x)
    push((height - 1) * width + x)
  }
  for (let y = 0; y < height; y++) {
    push(y * width)
    push(y * width + width - 1)
  }
  while (count) {
    const i = reached[--count]!
    const x = i % width
    if (x > 0) push(i - 1)
    if (x < width - 1) push(i + 1)
    if (i >= width) push(i - width)
    if (i < width * (height - 1)) push(i + width)
  }
  return filled
}

/** Opening by a square: cuts thin bridges to a coin, a finger or a bright plank. */
export function openMask(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  return grow(grow(mask, width, height, radius, 0), width, height, radius, 1)
}

/** Spread one value (0 shrinks the set part, 1 grows it) by `radius`, over rows and then columns. */
function grow(mask: Uint8Array, width: number, height: number, radius: number, value: 0 | 1): Uint8Array {
  const reach = 2 * radius + 1
  const rows = new Uint8Array(mask.length).fill(1 - value)
  for (let start = 0; start < mask.length; start += width) {
    let left = 0
    for (let x = -radius; x < width; x++, left--) {
      if (x + radius < width && mask[start + x + radius] === value) left = reach
      if (left > 0 && x >= 0) rows[start + x] = value
    }
  }
  const out = new Uint8Array(mask.length).fill(1 - value)
  const left = new Int32Array(width)
  for (let y = -radius; y < height; y++) {
    const ahead = (y + radius) * width
    const here = y * width
    for (let x = 0; x < width; x++) {
      if (y + radius < height && rows[ahead + x] === value) left[x] = reach
      if (left[x]! > 0 && y >= 0) out[here + x] = value
      left[x]!--
    }
  }
  return out
}

/** The separate patches, largest first; tiny ones are left out. */
export function labelRegions(mask: Uint8Array, width: number): Region[] {
  const left = new Uint8Array(mask)
  const found = new Int32Array(mask.length)
  const regions: Region[] = []
  const least = mask.length * 0.01
  for (let start = 0; start < left.length; start++) {
    if (!left[start]) continue
    let count = 0
    const take = (i: number) => {
      if (!left[i]) return
      left[i] = 0
      found[count++] = i
    }
    take(start)
    for (let head = 0; head < count; head++) {
      const i = found[head]!
      const x = i % width
      if (x > 0) take(i - 1)
      if (x < width - 1) take(i + 1)
      if (i >= width) take(i - width)
      if (i + width < left.length) take(i + width)
    }
    if (count >= least) regions.push({ size: count, pixels: found.slice(0, count) })
  }
  return regions.sort((a, b) => b.size - a.size)
}
