import type { Ink } from '../band.ts'
import type { TypeCase } from './type-case.ts'

/** A line set in type: `left` to `right` and `top` to `foot` is the box of its ink, `em` the top of its letters. */
export type SetLine = {
  ink: Ink
  left: number
  right: number
  top: number
  foot: number
  em: number
  emTop: number
}

/** Sets a line with an em of paper around it. Null if the case lacks a letter. */
export function setType(text: string, type: TypeCase, spacing: number): SetLine | null {
  const { em } = type
  const placed: { c: string; at: number }[] = []
  let pen = em
  for (const c of text) {
    if (c === ' ' || c === '\u3000') {
      pen += (c === ' ' ? em / 2 : em) + spacing
      continue
    }
    const letter = type.letter(c)
    if (!letter) return null
    placed.push({ c, at: Math.round(pen) })
    pen += letter.advance + spacing
  }
  const [width, height] = [Math.ceil(pen + em), em * 3]
  const data = new Float32Array(width * height)
  let [left, right, top, foot] = [width, 0, height, 0]
  for (const { c, at } of placed) {
    const letter = type.letter(c)!
    const [x0, y0] = [at + letter.left, em + letter.top]
    for (let y = 0; y < letter.height; y++)
      for (let x = 0; x < letter.width; x++) {
        const ink = letter.ink[y * letter.width + x]!
        const [u, v] = [x0 + x, y0 + y]
        if (ink < 8 || u < 0 || v < 0 || u >= width || v >= height) continue
        data[v * width + u] = Math.max(data[v * width + u]!, ink / 255)
        if (ink < 90) continue
        if (u < left) left = u
        if (u >= right) right = u + 1
        if (v < top) top = v
        if (v >= foot) foot = v + 1
      }
  }
  return right ? { ink: { width, height, data }, left, right, top, foot, em, emTop: em } : null
}

/** Presses a neighbour's print into a line's paper, moved by so many dots. */
export function pressInto({ ink }: SetLine, { ink: other }: SetLine, dx: number, dy: number): void {
  for (let y = Math.max(0, -dy); y < other.height && y + dy < ink.height; y++)
    for (let x = Math.max(0, -dx); x < other.width && x + dx < ink.width; x++) {
      const at = (y + dy) * ink.width + x + dx
      const v = other.data[y * other.width + x]!
      if (v > ink.data[at]!) ink.data[at] = v
    }
}
