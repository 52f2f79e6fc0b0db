import type { PlacedLine } from '../../src/read-receipt/roles/features.ts'
import type { Role, Tag } from '../../src/read-receipt/roles/roles.ts'
import type { Cell, PrintedLine } from './printed-line.ts'
import type { TillStyle } from './till-style.ts'

/** A line as a perfect reader would hand it over, with what it and its letters are. */
export type DrawnLine = PlacedLine & { role: Role; tags: Tag[] }

type Letter = { text: string; tag: Tag; from: number; to: number }

const HALF_WIDTH = /[\u0020-\u007e\u00a5\uff61-\uff9f]/u
const VOICED = /[\uff66-\uff9d][\uff9e\uff9f]|[^]/gu
/** Half-width columns: a gap as wide is a blank. */
const BLANK = 0.9
const LETTER_HEIGHT = 2

/** Lines on paper: what does not fit beside its left part goes to a line of its own. */
export function layOut(style: TillStyle, lines: PrintedLine[]): DrawnLine[] {
  const pitch = style.random.pick([2.3, 2.5, 2.7, 3, 3.3])
  const drawn: DrawnLine[] = []
  let top = 0
  for (const line of lines)
    for (const [i, letters] of rowsOf(line, style.columns).entries()) {
      if (!letters.length) continue
      top += line.above * pitch
      const role = i > 0 && line.role === 'good' ? 'more' : line.role
      drawn.push(toLine(letters, role, top, LETTER_HEIGHT * line.tall))
      top += pitch * Math.max(1, line.tall * 0.95)
    }
  return drawn
}

function rowsOf({ cells, wide }: PrintedLine, columns: number): Letter[][] {
  const rows: Letter[][] = [[]]
  let end = 0
  for (const cell of cells) {
    const letters = lettersOf(cell, wide)
    const width = letters.at(-1)?.to ?? 0
    const start = startOf(cell.at, width, columns)
    if (rows.at(-1)!.length > 0 && start < end + 0.5) {
      // A number a little too long pushes into its neighbour's room; what has none begins a new row.
      if (cell.at !== 'right' && end + 1 + width < columns * 0.8) {
        rows.at(-1)!.push(...shift(letters, end + 1))
        end += 1 + width
        continue
      }
      rows.push([])
    }
    rows.at(-1)!.push(...shift(letters, Math.max(0, start)))
    end = Math.max(0, start) + width
  }
  return rows
}

function startOf(at: Cell['at'], width: number, columns: number): number {
  if (at === 'left') return 0
  if (at === 'center') return (columns - width) / 2
  return (at === 'right' ? columns : at * columns) - width
}

const shift = (letters: Letter[], by: number) =>
  letters.map((l) => ({ ...l, from: l.from + by, to: l.to + by }))

/** Letters as NFKC tells them, each as wide as what was printed for it; blanks leave their room. */
function lettersOf({ runs }: Cell, wide: number): Letter[] {
  const letters: Letter[] = []
  let at = 0
  for (const { text, tag } of runs)
    for (const [printed] of text.matchAll(VOICED)) {
      const width = wide * [...printed].reduce((sum, c) => sum + (HALF_WIDTH.test(c) ? 1 : 2), 0)
      const told = [...printed.normalize('NFKC').replace('\\', '¥')]
      told.forEach((c, i) => {
        const step = width / told.length
        if (c.trim() !== '') letters.push({ text: c, tag, from: at + i * step, to: at + (i + 1) * step })
      })
      at += width
    }
  return letters
}

function toLine(letters: Letter[], role: Role, top: number, height: number): DrawnLine {
  const line: DrawnLine = {
    role,
    text: '',
    tags: [],
    places: [],
    left: letters[0]!.from,
    right: letters.at(-1)!.to,
    top,
    foot: top + height,
  }
  let last: Letter | undefined
  const add = (text: string, tag: Tag, place: number) => {
    line.text += text
    line.tags.push(tag)
    line.places.push(place)
  }
  for (const letter of letters) {
    if (last && letter.from - last.to >= BLANK)
      add(' ', last.tag === letter.tag ? letter.tag : 'other', (last.to + letter.from) / 2)
    add(letter.text, letter.tag, (letter.from + letter.to) / 2)
    last = letter
  }
  return line
}
