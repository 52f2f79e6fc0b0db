import type { Line } from '../lines.ts'
import { momentIn } from './date.ts'
import { phoneIn } from './phone.ts'
import { dense, says } from './words.ts'

const HIGHEST_TAX = 0.1

/** The three parts of a till receipt: who and when, what was bought, and what it came to. */
export type Parts = { head: Line[]; goods: Line[]; sums: Line[] }

/**
 * Goods lie between the last line that tells of the shop or the moment and the first that sums up. Both ends are
 * found by words, since layouts share no positions.
 */
export function sortLines(lines: Line[]): Parts {
  let end = firstSum(lines)
  let start = 0
  for (let i = 0; i < end; i++) if (isHead(lines[i]!)) start = i + 1
  // A line of the head after goods began (a note between goods) must not hide them: the goods are where the sums are.
  // A logo read as goods does not outnumber what follows it.
  const firstGood = lines.findIndex((l, i) => i < end && isPriced(l) && !isHead(l))
  if (firstGood >= 0 && firstGood < start) {
    const between = lines.slice(firstGood, start)
    const goods = between.filter((l) => isPriced(l) && !isHead(l)).length
    if (goods >= 2 && goods > between.filter(isHead).length) start = headEndBefore(lines, firstGood)
  }
  end = addedUp(lines, start, end)
  return { head: lines.slice(0, start), goods: lines.slice(start, end), sums: lines.slice(end) }
}

function firstSum(lines: Line[]): number {
  const told = (l: Line) => isSum(l) && (l.amount !== null || says(l.text, 'count'))
  const named = (l: Line) => l.amount !== null && (says(l.text, 'subtotal') || says(l.text, 'total'))
  // The total is printed taller than goods are, whatever became of its label.
  const heights = lines.map((l) => l.foot - l.top).sort((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 1
  const tall = (l: Line, i: number) =>
    l.amount?.money && l.foot - l.top > usual * 1.4 && lines.slice(0, i).some(isPriced)
  const nameless = !lines.some(named)
  const first = lines.findIndex((l, i) => i > 0 && (told(l) || (nameless && tall(l, i))))
  if (first > 0) return first
  const total = lines.findIndex((l) => says(l.text, 'total'))
  return total > 0 ? total : lines.length
}

/** A line that is what the lines above it come to, a little below the total, is their sum whatever its word was read as. */
function addedUp(lines: Line[], start: number, end: number): number {
  const total = lines.find((l) => says(l.text, 'total') && l.amount !== null)?.amount?.value
  if (total === undefined) return end
  let [sum, count] = [0, 0]
  for (let i = start; i < end; i++) {
    if (!isPriced(lines[i]!)) continue
    const { value } = lines[i]!.amount!
    if (count >= 2 && value === sum && value <= total && total <= value * (1 + HIGHEST_TAX)) return i
    sum += value
    count++
  }
  return end
}

export function isSum(line: Line): boolean {
  const text = dense(line.text)
  if (/担当|伝票|番号/.test(text)) return false
  return (
    says(line.text, 'subtotal') ||
    (says(line.text, 'total') && text.length < 22) ||
    (/(?:点数|買上点)/.test(text) && /\d/.test(text)) ||
    (/^[(（]?(?:8|10)[%*＊#].{0,3}(?:税|対)|^[(（]?[外内]消/.test(text) && line.amount !== null) ||
    (says(line.text, 'tax') &&
      /\d/.test(text) &&
      /対象|消費税|外税|内税|税抜|税込|税額/.test(text) &&
      !/マーク|印|商品/.test(text)) ||
    (/^.{0,2}(?:釣|つり|ツリ)/.test(text) && line.amount !== null) ||
    (/預/.test(text) && line.amount !== null)
  )
}

function isHead(line: Line): boolean {
  if (/^(?:領収|レシート)/.test(dense(line.text))) return true
  return (
    momentIn(line.text) !== null ||
    momentIn(line.plain) !== null ||
    phoneIn(line.text) !== null ||
    says(line.text, 'header')
  )
}

function isPriced(line: Line): boolean {
  return line.amount !== null && line.right > 0.75
}

function headEndBefore(lines: Line[], firstGood: number): number {
  for (let i = firstGood - 1; i >= 0; i--) if (isHead(lines[i]!)) return i + 1
  return 0
}
