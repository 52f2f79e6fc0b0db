import type { Random } from '../random.ts'

const HALF_WIDTH = /[\u0020-\u007e\u00a5\uff61-\uff9f]/u

/** As tills do it: a name stops where its field ends. Half-width letters take one column, all others two. */
export function cutToColumns(text: string, columns: number): string {
  let cut = ''
  let used = 0
  for (const c of text) {
    used += HALF_WIDTH.test(c) ? 1 : 2
    if (used > columns) break
    cut += c
  }
  return cut
}

/** Half-width kana by what NFKC makes of them, with their dakuten; the small wa and the like have none. */
const HALF_OF = new Map<string, string>()
for (let code = 0xff61; code <= 0xff9f; code++)
  for (const mark of ['', '\uff9e', '\uff9f']) {
    const half = String.fromCharCode(code) + mark
    const full = half.normalize('NFKC')
    if ([...full].length === 1 && full !== half) HALF_OF.set(full, half)
  }
HALF_OF.set('。', '｡').set('、', '､').set('「', '｢').set('」', '｣')

const isKatakana = (c: string) => /[\u30a1-\u30fc。、「」]/u.test(c)
const toKatakana = (text: string) =>
  text.replaceAll(/[\u3041-\u3096]/gu, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60))

/** Katakana as tills of few columns print it, and hiragana as katakana if `all`. */
export function toHalfKana(text: string, all = false): string {
  return [...(all ? toKatakana(text) : text)].map((c) => (isKatakana(c) ? (HALF_OF.get(c) ?? c) : c)).join('')
}

export const toFullWidth = (text: string, which = /[\u0021-\u007e]/u) =>
  [...text]
    .map((c) =>
      which.test(c) && c !== '\\' ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c === '¥' ? '￥' : c,
    )
    .join('')

/** Each till has its own ways: kana half as wide, digits and letters twice as wide, letters set apart. */
export function dress(text: string, random: Random): string {
  const draw = random.next()
  const hasKatakana = /[\u30a1-\u30fa]/u.test(text)
  if (hasKatakana && draw < 0.3) return toHalfKana(text, draw < 0.08)
  if (draw > 0.93)
    return toFullWidth(text, random.pick([/[\u0021-\u007e]/u, /[0-9]/u, /[A-Za-z0-9]/u, /[()]/u, /[A-Z]/u]))
  return text
}
