import type { Candidate, Judged } from './choose-sheets.ts'
import type { Print } from './find-print.ts'
import type { Quad } from './image/fit-quad.ts'
import type { Point } from './image/gray.ts'
import { contains, polygonArea } from './image/sheet-shape.ts'

const MARK_STEP = 6

/** A place in print, in fractions of the photo, and the light around it. */
type Mark = Point & { ground: number }

/** Each candidate with its score by how much of all the print lies on it and how much of it is printed. */
export function judgeByPrint(candidates: Candidate[], print: Print): Judged[] {
  const marks = marksOf(print)
  return candidates.map((c) => {
    const { share, covered } = printOn(c.quad, marks, print)
    return { ...c, share, score: c.score * share ** 1.5 * Math.min(1, 0.15 + covered) }
  })
}

/**
 * Share of all print that lies on the sheet, and how much of the sheet it covers. What stands on much darker ground than
 * the sheet's is grain of the table.
 */
function printOn(quad: Quad, marks: Mark[], print: Print): { share: number; covered: number } {
  const inside: number[] = []
  const outside: number[] = []
  for (const mark of marks) (contains(quad, mark) ? inside : outside).push(mark.ground)
  if (!inside.length) return outside.length ? { share: 0, covered: 0 } : { share: 1, covered: 1 }
  const light = Float32Array.from(inside).sort()[inside.length >> 1]!
  const missed = outside.filter((ground) => ground > light * 0.55).length
  return {
    share: inside.length / (inside.length + missed),
    covered: (inside.length * MARK_STEP ** 2) / (polygonArea(quad) * print.width * print.height),
  }
}

function marksOf({ width, height, mask, ground }: Print): Mark[] {
  const marks: Mark[] = []
  for (let y = 0; y < height; y += MARK_STEP)
    for (let x = 0; x < width; x += MARK_STEP)
      if (mask[y * width + x])
        marks.push({ x: x / (width - 1), y: y / (height - 1), ground: ground.data[y * width + x]! })
  return marks
}
