import type { Random } from '../random.ts'
import type { Letter, StoredFace } from './face.ts'
import type { Faces } from './open-faces.ts'

/** What one till prints with. `dots` faces are black and white, `em` dots to a full-width letter. */
export type TypeCase = { name: string; em: number; dots: boolean; letter(c: string): Letter | null }

/** Bitmap fonts and Windows name the same signs by different codes. */
const ALIAS: Record<string, string> = { '〜': '～', '～': '〜', '−': '－', '~': '～', '\\': '¥', '￥': '¥' }

const find = (face: StoredFace, c: string) => face.letters.get(c) ?? face.letters.get(ALIAS[c] ?? '')

/** A face of one till: dots more often than outlines, and often digits of another face than the kanji. */
export function pickTypeCase(faces: Faces, random: Random): TypeCase {
  if (random.chance(0.42)) return bitmapCase(pickByWeight(faces.bitmaps, random))
  const face = pickByWeight(faces.outlines, random)
  const companion = random.chance(0.3) ? pickByWeight(faces.latin, random) : null
  const draw = random.next()
  const em = draw < 0.38 ? 24 : draw < 0.48 ? 16 : draw < 0.56 ? 32 : face.em
  return outlineCase(face, companion, em, random)
}

export function pickLatinCase(faces: Faces, random: Random): TypeCase {
  if (random.chance(0.2)) return bitmapCase(pickByWeight(faces.bitmaps, random))
  const face = pickByWeight(faces.latin, random)
  return outlineCase(face, null, random.pick([24, 24, 32, face.em, face.em]), random)
}

function bitmapCase(face: StoredFace): TypeCase {
  return { name: face.name, em: face.em, dots: true, letter: (c) => find(face, c) ?? null }
}

const COMPANION = /^[\u0021-\u007e¥]$/u

function outlineCase(face: StoredFace, companion: StoredFace | null, em: number, random: Random): TypeCase {
  const dots = em < face.em
  // Where the line between black and white is drawn decides how heavy the strokes become.
  const threshold = random.between(90, 160)
  const scale = em / face.em
  const digit = companion?.letters.get('0')?.advance ?? face.em / 2
  const narrow = random.chance(0.7) ? Math.min(1.15, face.em / 2 / digit) : random.between(0.85, 1.1)
  const drawn = new Map<string, Letter | null>()
  const letter = (c: string): Letter | null => {
    if (!drawn.has(c)) {
      const other = companion && COMPANION.test(c) ? companion.letters.get(c) : undefined
      const source = other ?? find(face, c)
      drawn.set(
        c,
        source ? rescale(source, scale * (other ? narrow : 1), scale, dots ? threshold : null) : null,
      )
    }
    return drawn.get(c)!
  }
  return { name: companion ? `${face.name}+${companion.name}` : face.name, em, dots, letter }
}

/** Each new dot is the mean of what it covers, or black or white by it. */
function rescale(letter: Letter, fx: number, fy: number, threshold: number | null): Letter {
  if (fx === 1 && fy === 1) return letter
  const [left, top] = [Math.floor(letter.left * fx), Math.floor(letter.top * fy)]
  const width = Math.max(1, Math.ceil((letter.left + letter.width) * fx) - left)
  const height = Math.max(1, Math.ceil((letter.top + letter.height) * fy) - top)
  const sum = new Float32Array(width * height)
  const across = shares(letter.width, letter.left * fx - left, fx)
  const down = shares(letter.height, letter.top * fy - top, fy)
  for (let y = 0; y < letter.height; y++)
    for (let x = 0; x < letter.width; x++) {
      const ink = letter.ink[y * letter.width + x]!
      if (!ink) continue
      for (const v of down[y]!)
        for (const u of across[x]!)
          if (u.at < width && v.at < height) sum[v.at * width + u.at]! += ink * u.share * v.share
    }
  const ink = Uint8Array.from(sum, (v) => (threshold === null ? Math.min(255, v) : v > threshold ? 255 : 0))
  const advance = threshold === null ? letter.advance * fx : Math.round(letter.advance * fx)
  return { advance, left, top, width, height, ink }
}

function shares(count: number, offset: number, scale: number): { at: number; share: number }[][] {
  return Array.from({ length: count }, (_, i) => {
    const parts: { at: number; share: number }[] = []
    const [from, to] = [offset + i * scale, offset + (i + 1) * scale]
    for (let at = Math.floor(from); at < to; at++) {
      const share = Math.min(to, at + 1) - Math.max(from, at)
      if (share > 1e-6) parts.push({ at, share })
    }
    return parts
  })
}

export function pickByWeight<T extends { weight: number }>(list: readonly T[], random: Random): T {
  let at = random.next() * list.reduce((s, f) => s + f.weight, 0)
  for (const entry of list) if ((at -= entry.weight) <= 0) return entry
  return list.at(-1)!
}
