/** A line as the network of roles sees it: letters, where each stands, and the line's box, all in shares of the sheet. */
export type PlacedLine = {
  text: string
  /** The middle of every letter of `text`, from left to right. */
  places: number[]
  left: number
  right: number
  top: number
  foot: number
}

/** Letters of a line that the network sees: of a longer line the first half and the last. */
export const LETTERS_A_LINE = 48
/** Numbers that tell a line's box. */
export const SHAPE = 9

/** Classes of letters: 0 is none, then the kinds of letters that the network does not know, then the known ones. */
export const UNKNOWN_KINDS = ['kanji', 'hiragana', 'katakana', 'latin', 'sign'] as const

export type Features = {
  /** Class of every letter, `LETTERS_A_LINE` a line. */
  letters: Int32Array
  /** Where each letter stands: 0 at the left rim of the print to 1 at the right. */
  places: Float32Array
  /** `SHAPE` numbers a line. */
  shapes: Float32Array
}

const ALIKE: Record<string, string> = {
  '\\': '¥',
  '~': '〜',
  '−': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '―': '-',
  '　': ' ',
}

/** Letters by class. `known` in the order of the model's own list. */
export function letterClasses(known: readonly string[]): (letter: string) => number {
  const classes = new Map(known.map((letter, i) => [letter, 1 + UNKNOWN_KINDS.length + i]))
  return (letter) => classes.get(ALIKE[letter] ?? letter) ?? 1 + UNKNOWN_KINDS.indexOf(kindOf(letter))
}

export function kindOf(letter: string): (typeof UNKNOWN_KINDS)[number] {
  if (/[\u4e00-\u9fff々]/u.test(letter)) return 'kanji'
  if (/[\u3041-\u309f]/u.test(letter)) return 'hiragana'
  if (/[\u30a0-\u30ff]/u.test(letter)) return 'katakana'
  return /\p{L}/u.test(letter) ? 'latin' : 'sign'
}

/** Which letters of a line the network sees, by their place in its text. */
export function seenLetters(length: number): number[] {
  const all = Array.from({ length }, (_, i) => i)
  const half = LETTERS_A_LINE / 2
  return length <= LETTERS_A_LINE ? all : [...all.slice(0, half), ...all.slice(length - half)]
}

/** All lines of one receipt, from the top, as numbers. */
export function featuresOf(lines: readonly PlacedLine[], classOf: (letter: string) => number): Features {
  const letters = new Int32Array(lines.length * LETTERS_A_LINE)
  const places = new Float32Array(lines.length * LETTERS_A_LINE)
  const shapes = new Float32Array(lines.length * SHAPE)
  const rim = Math.min(...lines.map((l) => l.left))
  const width = Math.max(1e-6, Math.max(...lines.map((l) => l.right)) - rim)
  const across = (x: number) => Math.max(-0.2, Math.min(1.2, (x - rim) / width))
  const height = median(lines.map((l) => l.foot - l.top))
  const letterWidth = median(lines.map(widthOfLetters)) / width
  lines.forEach((line, i) => {
    const text = [...line.text]
    seenLetters(text.length).forEach((at, k) => {
      letters[i * LETTERS_A_LINE + k] = classOf(text[at]!)
      places[i * LETTERS_A_LINE + k] = across(line.places[at] ?? line.left)
    })
    const above = lines[i - 1]
    const below = lines[i + 1]
    const gap = (from: PlacedLine | undefined, to: PlacedLine | undefined) =>
      from && to ? Math.max(-1, Math.min(4, (to.top - from.foot) / height)) : 4
    shapes.set(
      [
        across(line.left),
        across(line.right),
        Math.min(4, (line.foot - line.top) / height),
        gap(above, line),
        gap(line, below),
        i / lines.length,
        Math.min(1.5, text.length / 30),
        Math.min(4, widthOfLetters(line) / width / Math.max(1e-6, letterWidth)),
        Math.min(2, lines.length / 40),
      ],
      i * SHAPE,
    )
  })
  return { letters, places, shapes }
}

/** The middle half of the distances between letters, together: gaps between words do not count. */
function widthOfLetters({ places }: PlacedLine): number {
  const steps = places.slice(1).map((x, i) => x - places[i]!)
  return steps.length ? median(steps) : 0
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.max(1e-6, sorted[sorted.length >> 1] ?? 1e-6)
}
