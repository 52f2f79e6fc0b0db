import type { Random } from '../samples/random.ts'
import { CONFUSIONS, HIRAGANA_RATE, KANJI_RATE, MISREAD_KANJI } from './confusions.ts'

/** How well a receipt can be read, and how often that comes; `trouble` is a multiple of the counted rates of hard lines. */
export const CONDITIONS = [
  { name: 'clean', share: 0.6, trouble: 0.1 },
  { name: 'worn', share: 0.3, trouble: 1 },
  { name: 'bad', share: 0.1, trouble: 4 },
] as const
export type Condition = (typeof CONDITIONS)[number]

const DIRT = [...'.,_-\'"|:;']

/** A printed name as a reader says it: NFKC, with misread, lost and invented signs, lost blanks and dirt. */
export function misreadName(printed: string, { trouble }: Condition, random: Random): string {
  const happens = (rate: number) => random.chance(Math.min(0.5, rate * trouble))
  let read = [...printed.normalize('NFKC')].map((sign) => misreadSign(sign, happens, random)).join('')
  if (happens(0.01)) read = read.slice(1)
  if (happens(0.02)) read = `${read}${random.pick(DIRT)}`
  if (happens(0.01)) read = `${read} ${random.pick(MISREAD_KANJI)}`
  if (happens(0.01)) read = `${random.pick(DIRT)}${read}`
  if (happens(0.005)) read = `${read.slice(0, 4)} ${read.slice(4)}`
  return read.trim()
}

function misreadSign(sign: string, happens: (rate: number) => boolean, random: Random): string {
  if (sign === ' ') return happens(0.02) ? '' : ' '
  if (/\p{Script=Han}/u.test(sign)) return happens(KANJI_RATE) ? random.pick(MISREAD_KANJI) : sign
  const known = CONFUSIONS.get(sign)
  if (!known) return happens(HIRAGANA_RATE) ? random.pick(['', 'し', 'こ', 'ら', '・']) : sign
  return happens(known.rate) ? random.pick(known.misreads).replace('_', '') : sign
}
