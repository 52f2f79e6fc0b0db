import { normaliseName } from './normalise-name.ts'

/** How much is in a piece ("500ml", "0.5L", "60g"), or how many are in a pack ("6本"). `unit` is null where none is printed. */
export interface Size {
  /** In millilitres, grams or pieces; as printed, since a misread digit is a matter of signs. */
  digits: string
  unit: 'ml' | 'g' | 'count' | null
}

export interface PrintedName {
  /** The name's words, normalised, without sizes, codes and counts. */
  words: string[]
  sizes: Size[]
  /** The EAN-13 or EAN-8 code in the line, where its check digit holds. */
  jan: string | null
  /** "×2" behind the name: how many were bought, or how many are in the pack. */
  times: number | null
}

const CODE = /(?<!\d)(?:\d{13}|\d{8})(?!\d)/g
/** A till's own number of the article, before the name. */
const ARTICLE = /^(?:\d{4,}|\d{2,}\s)\s*/g
const TIMES = /\s*[x×✕*]\s*(\d{1,2})\s*[個コ点本]?$|\s(\d{1,2})\s*[点コ個]$/gi
/** A number with its unit, also as it is misread or cut: "5OOml", "500m1", "500m". */
const MEASURE = /(?<![\d.])(\d[\dOQDIlSBZ]{0,3}(?:\.\d{1,2})?)\s*(ml|m[1i|]|cc|kg|m$|l(?![a-z])|g(?![a-z]))/gi
const COUNT =
  /(?<![\d.])(\d{1,3})\s*(?:本|個|コ|ケ|枚|マイ|袋|パック|p|缶|箱|食|包|錠|粒|切|入)入?(?![a-zァ-ヺー])/gi
/** A number alone at the end of a name, glued or not: "ﾘｮｸﾁｬ500". */
const BARE = /(?<![\d.])(\d{1,4})(?=[^\p{L}\p{N}]*$|[\s_]+\S{0,2}$)/gu

/** Parts a printed name from what stands in the line beside it. */
export function parsePrintedName(printed: string): PrintedName {
  let text = printed.normalize('NFKC').trim()
  const cutOut = (pattern: RegExp) => {
    const found = [...text.matchAll(pattern)]
    text = text.replace(pattern, ' ').trim()
    return found
  }
  const jan = cutOut(CODE).find(([code]) => hasCheckDigit(code))?.[0] ?? null
  cutOut(ARTICLE)
  const [times] = cutOut(TIMES)
  const measures = cutOut(MEASURE).map(([, number, unit]) => toSize(number!, unit!))
  const counts = cutOut(COUNT).map(([, digits]) => ({ digits: digits!, unit: 'count' as const }))
  const bare = measures.length > 0 ? [] : cutOut(BARE).map(([, digits]) => ({ digits: digits!, unit: null }))
  return {
    words: text
      .split(/[\s_]+/)
      .map(normaliseName)
      .filter(Boolean),
    sizes: [...measures, ...counts, ...bare],
    jan,
    times: times ? Number(times[1] ?? times[2]) : null,
  }
}

const AS_DIGITS: Record<string, string> = { o: '0', q: '0', d: '0', i: '1', l: '1', s: '5', b: '8', z: '2' }

function toSize(number: string, unit: string): Size {
  const digits = number.toLowerCase().replace(/[a-z]/g, (letter) => AS_DIGITS[letter]!)
  if (/^(?:l|kg)$/i.test(unit)) {
    return { digits: String(Math.round(Number(digits) * 1000)), unit: /l/i.test(unit) ? 'ml' : 'g' }
  }
  return { digits, unit: /^g$/i.test(unit) ? 'g' : 'ml' }
}

/** Tells whether a code checks: the last digit of an EAN code makes the sum of all, every second one threefold, a multiple of ten. */
export function hasCheckDigit(code: string): boolean {
  const sum = [...code].reverse().reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return sum % 10 === 0
}
