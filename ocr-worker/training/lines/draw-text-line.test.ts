import { expect, test } from 'vitest'
import type { LineImage } from '../draw-line.ts'
import { seededRandom } from '../random.ts'
import { drawTextLine, LINE_HEIGHT, NARROWEST, WIDEST } from './draw-text-line.ts'
import type { TypeCase } from './type-case.ts'

/** Every letter is a ring as large as most kanji of a 24-dot face; digits are half as wide. */
const rings: TypeCase = {
  name: 'rings',
  em: 24,
  dots: true,
  letter(c) {
    if (c === '無') return null
    const [width, height] = [/\d/u.test(c) ? 10 : 22, 22]
    const ink = new Uint8Array(width * height)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (Math.min(x, y, width - 1 - x, height - 1 - y) < 3) ink[y * width + x] = 255
    return { advance: width + 2, left: 1, top: 1, width, height, ink }
  },
}

const draw = (text: string, seed: string) => drawTextLine(text, rings, ['国国国国'], seededRandom(seed))
const many = (text: string) => Array.from({ length: 40 }, (_, i) => draw(text, `${text}/${i}`)!)
const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!

/** Rows between the outermost ones that have about as much ink as a ring's top and foot. */
function bandOf({ width, data }: LineImage): number {
  const inked = Array.from({ length: LINE_HEIGHT }, (_, y) => {
    const row = data.subarray(y * width, (y + 1) * width)
    return row.filter((v) => v < 150).length > width * 0.35
  })
  return inked.lastIndexOf(true) - inked.indexOf(true) + 1
}

test('a line is 48 pixels high, and no narrower or wider than the recogniser takes', () => {
  for (const line of [...many('国'), ...many('国1234国国国国国国国')]) {
    expect(line.height).toBe(LINE_HEIGHT)
    expect(line.data).toHaveLength(line.width * LINE_HEIGHT)
    expect(line.width).toBeGreaterThanOrEqual(NARROWEST)
    expect(line.width).toBeLessThanOrEqual(WIDEST)
  }
})

test('letters fill about 34 of the 48 pixels, and are about as wide as high', () => {
  const lines = many('国国国国国国')
  expect(middle(lines.map(bandOf))).toBeGreaterThan(29)
  expect(middle(lines.map(bandOf))).toBeLessThan(39)
  const letter = middle(lines.map((line) => (line.width - 16) / 6))
  expect(letter).toBeGreaterThan(30)
  expect(letter).toBeLessThan(42)
})

test('print is dark on white, and stays so in nearly every line, however bad the photo', () => {
  const readable = many('国12国').filter(({ data }) => {
    const sorted = data.slice().sort()
    return sorted[Math.floor(sorted.length * 0.9)]! - sorted[Math.floor(sorted.length * 0.05)]! > 70
  })
  expect(readable.length).toBeGreaterThan(36)
})

test('the same seed draws the same line, another seed another one', () => {
  expect(draw('国12', 'a')).toEqual(draw('国12', 'a'))
  expect(draw('国12', 'a')).not.toEqual(draw('国12', 'b'))
})

test('a letter that the face lacks makes no line, and so does a text that is too long', () => {
  expect(draw('国無', 'a')).toBeNull()
  expect(draw('国'.repeat(90), 'a')).toBeNull()
})
