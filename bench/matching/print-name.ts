import type { Random } from '../samples/random.ts'
import type { Good } from './catalogues.ts'

const HALF = new Map(
  [...'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰﾞﾟ'].map((half) => [
    half.normalize('NFKC'),
    half,
  ]),
)
const toHalf = (text: string) => [...text.normalize('NFD')].map((sign) => HALF.get(sign) ?? sign).join('')
const isWide = (sign: string) => !/[\u0020-\u007e\uff61-\uff9f]/.test(sign)

/** What a till's name field holds: columns, of which a full-width sign takes two. */
function cut(text: string, columns: number): string {
  let used = 0
  return [...text]
    .filter((sign) => (used += isWide(sign) ? 2 : 1) <= columns)
    .join('')
    .trimEnd()
}

/** How one till prints goods: all of a receipt's lines have it in common. */
export interface Till {
  kana: boolean
  columns: number
  size: 'apart' | 'glued' | 'digits' | 'none'
  blanks: boolean
  largeKana: boolean
  maker: ' ' | ')' | 'の' | ''
}

export function pickTill(random: Random): Till {
  const kana = random.chance(0.45)
  return {
    kana,
    columns: kana ? random.whole(12, 18) : random.whole(16, 26),
    size: random.pick(['apart', 'apart', 'glued', 'digits', 'digits', 'none']),
    blanks: random.chance(0.65),
    largeKana: kana && random.chance(0.25),
    maker: random.pick([' ', ' ', ' ', ' ', ')', '', '']),
  }
}

const SIZE = /\s*(\d+(?:\.\d+)?)(ml|L|g|枚|袋|食|包|P)$/

/** A good's name as the till prints it: the shop's spelling, its blanks, its field. */
export function printName(good: Good, till: Till): string {
  const [, digits = '', unit = ''] = SIZE.exec(good.name) ?? []
  let name = (till.kana ? good.kana : good.name.replace(SIZE, '')).trim()
  const [first, ...rest] = name.split(' ')
  if (rest.length > 0) name = `${first}${till.maker}${rest.join(' ')}`
  if (till.kana) name = name.replace(/の/g, 'ノ')
  if (till.largeKana)
    name = name.replace(/[ァィゥェォッャュョ]/g, (small) => String.fromCharCode(small.charCodeAt(0) + 1))
  if (till.kana) name = toHalf(name)
  const size = { apart: ` ${digits}${unit}`, glued: `${digits}${unit}`, digits, none: '' }[till.size]
  const sized = digits ? name + (till.kana ? size.toUpperCase() : size) : name
  return cut(till.blanks ? sized : sized.replace(/ /g, ''), till.columns)
}
