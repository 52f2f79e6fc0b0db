/** `wide` is two columns for one, `tall` two lines for one, `big` both: what a till's printer can do to a character. */
export type Size = 'normal' | 'wide' | 'tall' | 'big'
export type Align = 'left' | 'center' | 'right'

export type PrintLine =
  | { kind: 'text'; text: string; align: Align; size: Size }
  | { kind: 'pair'; left: string; right: string; size: Size }
  | { kind: 'logo'; text: string; style: 'plain' | 'inverse' | 'ruled'; height: number }
  | { kind: 'rule'; char: string }
  | { kind: 'gap'; lines: number }
  | { kind: 'barcode'; digits: string }
  | { kind: 'matrix'; seed: string }

export const text = (line: string, align: Align = 'left', size: Size = 'normal'): PrintLine => ({
  kind: 'text',
  text: line,
  align,
  size,
})
export const center = (line: string, size: Size = 'normal') => text(line, 'center', size)
/** One word at the left edge and one at the right, as a till sets a name and its amount. */
export const pair = (left: string, right: string, size: Size = 'normal'): PrintLine => ({
  kind: 'pair',
  left,
  right,
  size,
})
export const rule = (char: string): PrintLine => ({ kind: 'rule', char })
export const gap = (lines = 0.5): PrintLine => ({ kind: 'gap', lines })

const halfWidth = /[\u0020-\u007e\u00a5\uff61-\uff9f]/

/** Half-width columns: ASCII, ¥ and half-width kana take one, everything else two. */
export function columnsOf(line: string): number {
  let columns = 0
  for (const char of line) columns += halfWidth.test(char) ? 1 : 2
  return columns
}

/** As tills do it: the name stops where its field ends. */
export function cutToColumns(name: string, columns: number): string {
  let cut = ''
  for (const char of name) {
    if (columnsOf(cut + char) > columns) break
    cut += char
  }
  return cut.trimEnd()
}

/** Columns that a line asks for; a printer has only so many. */
export function columnsNeeded(line: PrintLine): number {
  if (line.kind === 'text') return columnsOf(line.text) * stretch(line.size)
  if (line.kind === 'pair') return (columnsOf(line.left) + columnsOf(line.right)) * stretch(line.size) + 1
  return 0
}

const stretch = (size: Size) => (size === 'wide' || size === 'big' ? 2 : 1)

export const yen = (amount: number) => `¥${grouped(amount)}`
export const grouped = (amount: number) => amount.toLocaleString('en-US')
