import type { Misread } from './misread-cost.ts'
import { insertionCost, isSplit, misreadCost, SPLIT_COST, weightOf, weightOfAll } from './misread-cost.ts'

/**
 * Writes a printed product name in the one spelling in which names are compared: NFKC (half-width kana become
 * full-width), katakana, small kana as large ones, voicing marks on the kana before them, no spaces, long-vowel marks
 * or punctuation, lower-case Latin.
 */
export function normaliseName(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/\s*([\u3099\u309a])/g, '$1')
    .normalize('NFC')
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/[ァィゥェォッャュョヮ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 1))
    .replace(/[\s\u3099\u309aー―‐\-−–—・.,、。'"’“”()（）[\]【】「」*※◆]/g, '')
    .toLowerCase()
}

/** 1 − edit distance ÷ the longer one; 1 for equal, 0 for nothing in common. Signs that are easily misread cost less. */
export function similarity(a: string, b: string): number {
  const longer = Math.max(weightOfAll(a), weightOfAll(b))
  return longer === 0 ? 1 : Math.max(0, 1 - alignNames(a, b).whole / longer)
}

export interface Alignment {
  /** Taking all that is printed for all of the name, as weighed by `misreadCost`. */
  whole: number
  /** The cheapest way to take all that is printed for a beginning of the name: `length` signs of it. */
  cut: { cost: number; length: number }
  /** The cheapest way to find all of the name in a beginning of what is printed: `length` signs of it. */
  tail: { cost: number; length: number }
}

/** Measures the edit distances of a printed name to a known one and to its beginnings, in one table. Both normalised. */
export function alignNames(printed: string, known: string, misread: Misread = misreadCost): Alignment {
  const a = [...printed]
  const b = [...known]
  const first = [0]
  for (const sign of b) first.push(first.at(-1)! + weightOf(sign))
  const rows = [first]
  for (let i = 1; i <= a.length; i++) {
    const row = [rows[i - 1]![0]! + insertionCost(a[i - 1]!)]
    for (let j = 1; j <= b.length; j++) {
      const before = rows[i - 1]!
      let least = Math.min(
        before[j - 1]! + misread(a[i - 1]!, b[j - 1]!),
        before[j]! + insertionCost(a[i - 1]!),
        row[j - 1]! + weightOf(b[j - 1]!),
      )
      if (i > 1 && isSplit(b[j - 1]!, a[i - 2]!, a[i - 1]!))
        least = Math.min(least, rows[i - 2]![j - 1]! + SPLIT_COST)
      if (j > 1 && isSplit(a[i - 1]!, b[j - 2]!, b[j - 1]!))
        least = Math.min(least, before[j - 2]! + SPLIT_COST)
      row.push(least)
    }
    rows.push(row)
  }
  return {
    whole: rows[a.length]![b.length]!,
    cut: cheapest(rows[a.length]!),
    tail: cheapest(rows.map((row) => row[b.length]!)),
  }
}

function cheapest(costs: number[]): { cost: number; length: number } {
  const cost = Math.min(...costs)
  return { cost, length: costs.lastIndexOf(cost) }
}
