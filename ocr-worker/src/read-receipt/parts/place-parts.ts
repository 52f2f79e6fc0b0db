import type { Line } from '../lines.ts'

/** Lines of one photo or of several, from the top: 1 is the width of the print, across and down. */
export type Part = { lines: Line[] }

/** A photo's lines, whose places are shares of its sheet, measured by the width of its own print. */
export function toPart(lines: readonly Line[], tallness: number): Part {
  const rim = Math.min(...lines.map((l) => l.left))
  const width = Math.max(1e-6, Math.max(...lines.map((l) => l.right)) - rim)
  return moved(lines, { scale: 1 / width, right: -rim / width, down: 0 }, tallness)
}

/** What is below, so much larger and there that the shared lines come to lie upon one another. */
export function laidUpon(above: Part, below: Part, pairs: readonly [number, number][]): Part {
  const [i, j] = pairs[pairs.length >> 1]!
  const width = (part: Part, k: number) => part.lines[k]!.right - part.lines[k]!.left
  const widest = pairs.reduce((a, b) => (width(above, b[0]) > width(above, a[0]) ? b : a))
  const scale = width(above, widest[0]) / Math.max(1e-6, width(below, widest[1]))
  const right = above.lines[widest[0]]!.left - scale * below.lines[widest[1]]!.left
  const down = above.lines[i]!.top - scale * below.lines[j]!.top
  return moved(below.lines, { scale, right, down })
}

/** What is below, a line's height under what is above. */
export function laidUnder(above: Part, below: Part): Part {
  const foot = Math.max(0, ...above.lines.map((l) => l.foot))
  const first = Math.min(...below.lines.map((l) => l.top))
  return moved(below.lines, { scale: 1, right: 0, down: foot + heightOf(below) / 2 - first })
}

/** As shares of one sheet. */
export function toSheet({ lines }: Part): Line[] {
  if (!lines.length) return []
  const top = Math.min(...lines.map((l) => l.top))
  const height = Math.max(1e-6, Math.max(...lines.map((l) => l.foot)) - top)
  const left = Math.min(...lines.map((l) => l.left))
  const width = Math.max(1e-6, Math.max(...lines.map((l) => l.right)) - left)
  return lines.map((line) => ({
    ...line,
    left: (line.left - left) / width,
    right: (line.right - left) / width,
    top: (line.top - top) / height,
    foot: (line.foot - top) / height,
  }))
}

const heightOf = ({ lines }: Part) =>
  lines.map((l) => l.foot - l.top).sort((a, b) => a - b)[lines.length >> 1] ?? 0

type Move = { scale: number; right: number; down: number }

function moved(lines: readonly Line[], { scale, right, down }: Move, tallness = 1): Part {
  return {
    lines: lines.map((line) => ({
      ...line,
      left: line.left * scale + right,
      right: line.right * scale + right,
      top: line.top * tallness * scale + down,
      foot: line.foot * tallness * scale + down,
    })),
  }
}
