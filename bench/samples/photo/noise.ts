/** Smooth noise over the plane, −1 to 1, with features about one unit across. The same seed gives the same field. */
export function smoothNoise(seed: number): (x: number, y: number) => number {
  const at = (x: number, y: number) => {
    let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 2246822519)
    h = Math.imul(h ^ (h >>> 13), 1274126177)
    return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1
  }
  return (x, y) => {
    const left = Math.floor(x)
    const top = Math.floor(y)
    const fx = ease(x - left)
    const fy = ease(y - top)
    const upper = at(left, top) * (1 - fx) + at(left + 1, top) * fx
    const lower = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx
    return upper * (1 - fy) + lower * fy
  }
}

const ease = (t: number) => t * t * (3 - 2 * t)
