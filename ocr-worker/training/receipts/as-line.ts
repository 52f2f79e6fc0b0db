import { amountsIn } from '../../src/read-receipt/fields/amount.ts'
import type { Line } from '../../src/read-receipt/lines.ts'
import { LETTERS_A_LINE, seenLetters } from '../../src/read-receipt/roles/features.ts'
import { roledLine, type RoledLine } from '../../src/read-receipt/roles/roled-line.ts'
import { ROLES, TAGS } from '../../src/read-receipt/roles/roles.ts'
import type { DrawnLine } from './lay-out.ts'

/** Drawn lines as the reader hands them over after recognition. */
export function asLines(drawn: readonly DrawnLine[]): Line[] {
  const width = Math.max(...drawn.map((l) => l.right)) + 1
  const height = Math.max(...drawn.map((l) => l.foot)) + 1
  return drawn.map((line) => {
    const { amount, label } = amountsIn(line.text, [])
    const half = line.places.length > 1 ? (line.right - line.left) / line.places.length / 2 : 0.5
    const glyphs = [...line.text].flatMap((text, i) =>
      text === ' '
        ? []
        : [{ text, confidence: 0.97, from: line.places[i]! - half, to: line.places[i]! + half }],
    )
    return {
      text: line.text,
      plain: line.text,
      numbers: [],
      amount,
      agreed: true,
      label,
      glyphs,
      confidence: 0.97,
      left: line.left / width,
      right: line.right / width,
      top: line.top / height,
      foot: line.foot / height,
    }
  })
}

/** Natural logarithms of chances, of one that knows. */
const SURE = { yes: 0, no: -40 }

/** The same with what they are known to be, as a network that is never wrong would say. */
export function asRoledLines(drawn: readonly DrawnLine[]): RoledLine[] {
  const lines = asLines(drawn)
  return drawn.map(({ role, tags }, i) => {
    const roleOdds = Float32Array.from(ROLES, (r) => (r === role ? SURE.yes : SURE.no))
    const tagOdds = new Float32Array(LETTERS_A_LINE * TAGS.length).fill(SURE.no)
    seenLetters(tags.length).forEach(
      (at, k) => (tagOdds[k * TAGS.length + TAGS.indexOf(tags[at]!)] = SURE.yes),
    )
    return roledLine(lines[i]!, roleOdds, tagOdds)
  })
}
