import { kindOf } from '../../src/read-receipt/roles/features.ts'
import type { Random } from '../random.ts'
import type { DrawnLine } from './lay-out.ts'

/** What readers of print take letters for; the first is what is printed. */
const CONFUSIONS = new Map(
  [
    '合含令台会舎',
    '計訂討許詰言',
    '小少山',
    '¥\\Y半導4科Ｙ',
    '※*米×X巻',
    '*×+※x',
    '税悦祝説',
    '内肉円',
    '外タト升',
    '預頂頭額',
    '点占古',
    '釣鈞約',
    '対村付刻',
    '象像家豪',
    '消清',
    '費賀貫',
    '個固伺',
    'コユロヨ1',
    'タクヌ',
    'チテナ',
    'ツッシ',
    'ヤャサ',
    'ョコヨ',
    'ラフウ',
    'ルレノ',
    'ワウリク',
    'ヒビピ',
    'マヤ',
    'ナサメ',
    'メナX',
    'ム4',
    'ス又',
    'ネホ',
    'ホネ',
    'リソ',
    '×xX*',
    'xX×',
    'Xxメ',
    '円内田',
    '単草早',
    '軽経粧',
    '0OoD8',
    '1lI|7',
    '2Zz7',
    '38B',
    '4A9',
    '5S6',
    '68b5',
    '7T1',
    '8B36',
    '9g4',
    ',.、',
    '.,・',
    '-一ー−',
    'シツ',
    'ンソ',
    'ソン',
    'ノ/',
    'ロ口',
    'カ力',
    'エ工',
    'ニ二',
    'ハ八',
    'タ夕',
    'ト卜',
    'バパ',
    'パバ',
    'ビピ',
    'ピビ',
    'ブプ',
    'プブ',
    'ベペ',
    'ペベ',
    'ボポ',
    'ポボ',
    '領頒',
    '収取',
    '書詰',
    '証訂',
    '数教',
    '品晶',
    '名各',
    '金全',
    '額顔',
    '現視',
    '引弓',
    '値直',
    '割害',
    '日目',
    '月用',
    '年午',
    '%96',
    '(C[',
    ')]}',
    '@@＠a6',
  ].map((row) => [row[0]!, [...row.slice(1)]] as const),
)

/**
 * One receipt as it comes from a photo: letters misread, blanks lost and made, lines lost, torn and joined.
 * @param purpose for learning, letters are hidden besides, and some receipts are cut off: it is to lean on form
 */
export function wearLines(
  lines: readonly DrawnLine[],
  random: Random,
  purpose: 'learn' | 'measure' = 'learn',
): DrawnLine[] {
  // A third is read nearly perfectly, as sharp print is; some hardly at all.
  const trouble = random.pick([0, 0.2, 0.4, 0.6, 1, 1, 1.5, 2.5, 4])
  const digits = purpose === 'learn' ? 1 : DIGITS_MISREAD
  const hidden = random.chance(0.5) ? 0.12 : random.chance(0.3) ? 0.3 : 0.02
  const unknown = purpose === 'learn' ? hidden : 0
  let worn = lines.filter(() => !random.chance(0.004 * trouble)).map(copy)
  // Where the sheet is twisted, names and sums are rows of their own.
  const split = random.chance(0.03) ? 60 : 0
  worn = worn.flatMap((line) => tearLine(line, trouble + split, random))
  worn = joinLines(worn, trouble, random)
  worn = worn.flatMap((line) => (random.chance(0.004 * trouble) ? [line, junkBelow(line, random)] : [line]))
  const cut = random.chance(0.05)
  for (const line of worn) {
    // Logos are drawn, not set: readers of print make little of them.
    const drawn = line.role === 'shop' && line.foot - line.top > 2.5 && random.chance(0.4) ? 12 : 0
    if (cut) cutLeft(line, random)
    wearLetters(line, { trouble: trouble + drawn, unknown, digits }, random)
    wearBlanks(line, trouble, digits, random)
    wearRims(line, trouble, random)
    shake(line, random)
  }
  // A receipt cut off at its head, or photographed without its foot.
  if (purpose === 'learn' && random.chance(0.04))
    worn = worn.slice(random.whole(1, Math.max(1, worn.length >> 1)))
  if (purpose === 'learn' && random.chance(0.03))
    worn = worn.slice(0, -random.whole(1, Math.max(1, worn.length >> 1)))
  worn = worn.filter((line) => line.text.trim() !== '')
  return worn.length ? worn : lines.map(copy)
}

const copy = (line: DrawnLine): DrawnLine => ({ ...line, tags: [...line.tags], places: [...line.places] })

/** Stands in for letters that the network will not know: it is to lean on form more than on words. */
const STAND_INS = {
  kanji: '\u{4dbf}',
  hiragana: '\u3095',
  katakana: '\u31f0',
  latin: '\u00ff',
  sign: '\u2603',
}

/** Of the shares at which letters are misread, that of digits: two readers look at those. */
const DIGITS_MISREAD = 0.2

const isNumeral = (letter: string) => /\d/.test(letter)

type LetterWear = { trouble: number; unknown: number; digits: number }

function wearLetters(line: DrawnLine, { trouble, unknown, digits }: LetterWear, random: Random): void {
  const letters = [...line.text].map((letter) => {
    if (letter === ' ') return letter
    if (random.chance(0.012 * trouble * (isNumeral(letter) ? digits : 1))) {
      const other = CONFUSIONS.get(letter)
      return other
        ? random.pick(other)
        : unknown > 0 && random.chance(0.5)
          ? STAND_INS[kindOf(letter)]
          : letter
    }
    const isDigit = /[\d,.¥]/u.test(letter)
    return !isDigit && random.chance(unknown) ? STAND_INS[kindOf(letter)] : letter
  })
  // Look-alikes of signs may be two letters; each keeps one tag and one place.
  line.text = letters.map((l) => [...l][0]!).join('')
  for (let at = letters.length - 1; at >= 0; at--)
    if (random.chance(0.004 * trouble * (isNumeral(letters[at]!) ? digits : 1))) dropLetter(line, at)
}

function dropLetter(line: DrawnLine, at: number): void {
  const letters = [...line.text]
  if (letters.length < 2) return
  letters.splice(at, 1)
  line.text = letters.join('')
  line.tags.splice(at, 1)
  line.places.splice(at, 1)
}

function wearBlanks(line: DrawnLine, trouble: number, digits: number, random: Random): void {
  for (let at = line.tags.length - 1; at > 0; at--) {
    const letters = [...line.text]
    const blank = letters[at] === ' '
    const within = isNumeral(letters[at]!) && isNumeral(letters[at - 1]!) ? digits : 1
    if (blank && random.chance(0.04 + 0.03 * trouble) && line.places[at + 1]! - line.places[at - 1]! < 6)
      dropLetter(line, at)
    else if (!blank && random.chance(0.008 * (0.5 + trouble) * within)) insertBlank(line, at)
  }
}

function insertBlank(line: DrawnLine, at: number): void {
  const letters = [...line.text]
  letters.splice(at, 0, ' ')
  line.text = letters.join('')
  line.tags.splice(at, 0, line.tags[at] === line.tags[at - 1] ? line.tags[at]! : 'other')
  line.places.splice(at, 0, (line.places[at - 1]! + line.places[at]!) / 2)
}

/** The left rim is out of the picture or in a fold: first letters are gone. */
function cutLeft(line: DrawnLine, random: Random): void {
  for (let left = random.whole(0, 2); left > 0 && line.tags.length > 3; left--) dropLetter(line, 0)
  line.left = line.places[0]! - 0.5
}

/** What the paper's rim and the table beyond leave at the ends of a line. */
function wearRims(line: DrawnLine, trouble: number, random: Random): void {
  if (random.chance(0.01 * trouble)) {
    line.text += ` ${random.pick(['|', '1', '.', '7', '一', '」'])}`
    line.tags.push('other', 'other')
    line.right += 3
    line.places.push(line.right - 2, line.right - 0.5)
  }
  if (random.chance(0.01 * trouble)) {
    line.text = `${random.pick(['|', '.', '「', '-', '_'])} ${line.text}`
    line.tags.unshift('other', 'other')
    line.left -= 3
    line.places.unshift(line.left + 0.5, line.left + 2)
  }
}

/** Label and number on two rows, as where the one is taller than the other or the paper is bent. */
function tearLine(line: DrawnLine, trouble: number, random: Random): DrawnLine[] {
  if (!random.chance(0.004 + 0.006 * trouble)) return [line]
  const blank = [...line.text].findLastIndex((c) => c === ' ')
  if (blank < 2) return [line]
  const part = (from: number, to: number, more: Partial<DrawnLine>): DrawnLine => ({
    ...line,
    text: [...line.text].slice(from, to).join(''),
    tags: line.tags.slice(from, to),
    places: line.places.slice(from, to),
    ...more,
  })
  const half = (line.foot - line.top) / 3
  const parts = [
    part(0, blank, { right: line.places[blank - 1]! + 1 }),
    part(blank + 1, line.tags.length, {
      left: line.places[blank + 1]! - 0.5,
      top: line.top + half,
      foot: line.foot + half,
      role: line.role === 'good' ? 'more' : line.role,
    }),
  ]
  return random.chance(0.7)
    ? parts
    : [
        { ...parts[1]!, role: line.role, top: line.top - half },
        { ...parts[0]!, role: line.role === 'good' ? 'more' : line.role },
      ]
}

/** A line and a much shorter one below it read as one. */
function joinLines(lines: DrawnLine[], trouble: number, random: Random): DrawnLine[] {
  const joined: DrawnLine[] = []
  for (const line of lines) {
    const above = joined.at(-1)
    if (above && above.right < line.left - 1 && random.chance(0.05 * trouble))
      joined[joined.length - 1] = {
        ...above,
        text: `${above.text} ${line.text}`,
        tags: [...above.tags, 'other', ...line.tags],
        places: [...above.places, (above.right + line.left) / 2, ...line.places],
        right: line.right,
        foot: line.foot,
      }
    else joined.push(line)
  }
  return joined
}

function junkBelow(line: DrawnLine, random: Random): DrawnLine {
  const text = random.pick(['|', '. .', '一', '1', '- _', '木 ホ', ': .', '」', 'ー 1', '..'])
  const left = random.between(0, 20)
  return {
    role: 'other',
    text,
    tags: [...text].map(() => 'other'),
    places: [...text].map((_, i) => left + i),
    left,
    right: left + text.length,
    top: line.foot,
    foot: line.foot + random.between(0.5, 2),
  }
}

/** Boxes are never quite where they are; a bent sheet moves a line's ends a little. */
function shake(line: DrawnLine, random: Random): void {
  const by = random.bell() * 0.25
  line.left += by + random.bell() * 0.1
  line.right += by + random.bell() * 0.1
  const scale = 1 + random.bell() * 0.06
  const middle = (line.top + line.foot) / 2
  const half = ((line.foot - line.top) / 2) * scale
  line.top = middle - half
  line.foot = middle + half
  line.places = line.places.map((x) => x + by)
  // Where letters have no places of their own, they are told evenly.
  if (random.chance(0.02)) {
    const { length } = line.places
    line.places = line.places.map((_, i) => line.left + ((i + 0.5) / length) * (line.right - line.left))
  }
}
