import { readFileSync } from 'node:fs'

/** Signs of till print beside those in the recogniser's own list. */
const SIGNS = '¥※★☆◆◇■□●○▲△▼〒×・ー〜…、。「」『』【】《》〈〉〆々→℃'
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter(
  (c) => !'`^{}|~'.includes(c),
)
const KANA = [
  ...'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワヲンヴヶ',
]
const HALF_KANA = Array.from({ length: 63 }, (_, i) => String.fromCharCode(0xff61 + i))
const FULL_ASCII = ASCII.filter((c) => c !== ' ').map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const ENCLOSED = [...'①②③④⑤⑥⑦⑧⑨⑩㈱㈲￥']

export type Letters = {
  /** What a label may hold. */
  labels: Set<string>
  kanji: string[]
  /** What a face is asked to draw: the labels' letters, half-width kana, full-width letters and digits, ① and ㈱. */
  printed: string[]
}

/** The letters of a recogniser from its dictionary (a letter on each line, as PaddleOCR's are). */
export function readLetters(dictionary: string): Letters {
  const known = readFileSync(dictionary, 'utf8').split(/\r?\n/u)
  const kanji = known.filter((c) => /^[\u4e00-\u9fff]$/u.test(c))
  const kana = known.filter((c) => /^[\u3041-\u3094\u30a1-\u30f6]$/u.test(c))
  const labels = new Set([...kanji, ...kana, ...KANA, ...ASCII.filter((c) => c !== '\\'), ...SIGNS])
  const printed = [...new Set([...labels, '\\', '−', ...HALF_KANA, ...FULL_ASCII, ...ENCLOSED])]
  return { labels, kanji, printed: printed.filter((c) => c !== ' ') }
}
