import type { Line } from '../lines.ts'
import { amountsIn } from './amount.ts'

/**
 * Lines as the reader would hand them over, for tests: one a text line. Text that ends in a number stands at the right,
 * a leading space is an indent.
 */
export function linesOf(text: string): Line[] {
  const rows = text.split('\n').filter((row) => row.trim() !== '')
  return rows.map((row, i) => {
    const plain = row.trim()
    const { amount, label } = amountsIn(plain, [])
    const indented = /^\s/.test(row)
    return {
      text: plain,
      plain,
      numbers: [],
      amount,
      agreed: false,
      label,
      glyphs: [],
      confidence: 0.97,
      left: indented ? 0.1 : 0.02,
      right: amount && !/^[(@]/.test(plain) ? 0.97 : 0.5,
      top: i / rows.length,
      foot: (i + 0.7) / rows.length,
    }
  })
}
