import type { Random } from '../../random.ts'

const KATAKANA = [
  ...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポァィゥェォッャュョヴヵヶーー',
]
const HALF_KANA = [...'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰｰ'].concat(
  ...['ｶﾞ', 'ｷﾞ', 'ｸﾞ', 'ｹﾞ', 'ｺﾞ', 'ｻﾞ', 'ｼﾞ', 'ｽﾞ', 'ｾﾞ', 'ｿﾞ', 'ﾀﾞ', 'ﾃﾞ', 'ﾄﾞ', 'ﾊﾞ', 'ﾋﾞ', 'ﾌﾞ'],
  ...['ﾍﾞ', 'ﾎﾞ', 'ﾊﾟ', 'ﾋﾟ', 'ﾌﾟ', 'ﾍﾟ', 'ﾎﾟ', 'ﾊﾟ', 'ﾋﾟ', 'ﾌﾟ', 'ﾍﾟ', 'ﾎﾟ', 'ｳﾞ'],
)
const HIRAGANA = [
  ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゑをんがぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽぁぃぅぇぉっゃゅょ',
]
const CODES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
const LATIN = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
const MARKS = [...'!"#$%&\'()*+,-./:;<=>?@[]_¥※★☆◆◇■□●○▲△▼〒×・〜…、。「」『』【】《》〈〉〆々→℃']

/** Letters in no order at all: what a name holds can not always be guessed from its beginning. */
export function scrambledText(random: Random): string {
  const of = (letters: string[], least: number, most: number) =>
    Array.from({ length: random.whole(least, most) }, () => random.pick(letters)).join('')
  const draw = random.next()
  if (draw < 0.32)
    return of(HALF_KANA, 2, 10) + (random.chance(0.4) ? random.pick(['', ' ']) + of(HALF_KANA, 2, 8) : '')
  if (draw < 0.45) return of(KATAKANA, 2, 8)
  if (draw < 0.52) return of(HIRAGANA, 2, 8)
  if (draw < 0.64) return of(CODES, 3, 12)
  if (draw < 0.72) return of(LATIN, 3, 10)
  if (draw < 0.82) return of([...'0123456789'], 3, 16)
  if (draw < 0.87) return of([...'0123456789,.:-/¥%()*xX@#'], 4, 10)
  const any = [...HIRAGANA, ...KATAKANA, ...LATIN]
  return random.pick(MARKS) + of(any, 1, 5) + random.pick(MARKS) + (random.chance(0.4) ? of(any, 1, 4) : '')
}
