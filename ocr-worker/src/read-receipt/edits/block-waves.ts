/** The coarse waves of a block that print has much of: [row, column] of its 8 x 8 cosines. */
export const WAVES: readonly [row: number, column: number][] = [
  [0, 1],
  [1, 0],
  [1, 1],
  [0, 2],
  [2, 0],
  [1, 2],
  [2, 1],
  [2, 2],
  [0, 3],
  [3, 0],
]
export const BLOCK_PX = 8
/** Brightness at either end may have been cut off after it was decoded: such a block says nothing. */
const [DARKEST, BRIGHTEST] = [2, 253]

/** A picture as decoded, not turned: three bytes a pixel. */
export type Rgb = { data: Uint8Array; width: number; height: number }

export type BlockWaves = {
  /** Blocks side by side, and rows of them. */
  across: number
  down: number
  /** Block after block, row by row: the strengths of `WAVES`; NaN in all where a block says nothing. */
  strengths: Float32Array
}

/** cos((2x + 1) u π / 16) with JPEG's weights (ITU-T T.81, A.3.3), for the first four waves. */
const cosines = Array.from({ length: 4 }, (_, u) =>
  Float32Array.from(
    { length: BLOCK_PX },
    (_, x) => (Math.cos(((2 * x + 1) * u * Math.PI) / 16) / 2) * (u === 0 ? Math.SQRT1_2 : 1),
  ),
)

/** The waves of the picture's brightness on JPEG's own grid; of every `apart`-th row of blocks. */
export function blockWaves({ data, width, height }: Rgb, apart = 1): BlockWaves {
  const across = Math.floor(width / BLOCK_PX)
  const down = Math.floor(height / BLOCK_PX / apart)
  const strengths = new Float32Array(across * down * WAVES.length)
  const pixels = new Float32Array(BLOCK_PX * BLOCK_PX)
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const at = (y * across + x) * WAVES.length
      const block = strengths.subarray(at, at + WAVES.length)
      if (takeBlock(data, width, x * BLOCK_PX, y * apart * BLOCK_PX, pixels)) transform(pixels, block)
      else block.fill(NaN)
    }
  return { across, down, strengths }
}

/** Brightness as JFIF has it. False where some of it was cut off at black or white. */
function takeBlock(rgb: Uint8Array, width: number, left: number, top: number, into: Float32Array): boolean {
  for (let y = 0; y < BLOCK_PX; y++) {
    let at = ((top + y) * width + left) * 3
    for (let x = 0; x < BLOCK_PX; x++, at += 3) {
      const [r, g, b] = [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!]
      if (r > BRIGHTEST || g > BRIGHTEST || b > BRIGHTEST) return false
      if (r < DARKEST || g < DARKEST || b < DARKEST) return false
      into[y * BLOCK_PX + x] = 0.299 * r + 0.587 * g + 0.114 * b
    }
  }
  return true
}

const rows = new Float32Array(BLOCK_PX * 4)

function transform(pixels: Float32Array, into: Float32Array): void {
  for (let y = 0; y < BLOCK_PX; y++)
    for (let u = 0; u < 4; u++) {
      const wave = cosines[u]!
      let sum = 0
      for (let x = 0; x < BLOCK_PX; x++) sum += wave[x]! * pixels[y * BLOCK_PX + x]!
      rows[y * 4 + u] = sum
    }
  for (let w = 0; w < WAVES.length; w++) {
    const [v, u] = WAVES[w]!
    const wave = cosines[v]!
    let sum = 0
    for (let y = 0; y < BLOCK_PX; y++) sum += wave[y]! * rows[y * 4 + u]!
    into[w] = sum
  }
}
