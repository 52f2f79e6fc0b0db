/**
 * One way to read a print. `cost` is the natural logarithm of the odds against it, measured from what the readers
 * liked best: 0 is what was read, 5 is one in 150.
 */
export type Way = { value: number; cost: number; why: string }

/** A sum of money at the right end of a line. */
export type Amount = {
  /** Yen; negative where a minus or ▲ stands before it. */
  value: number
  /** Every way that the readers' characters can be taken, cheapest first. */
  ways: Way[]
  /** A yen sign, 円 or digit grouping shows that money is meant. */
  money: boolean
  /** Marks after the number: ※ * 軽 外 内 税. */
  marks: string
}

/** A line as another reader saw it, or with a character that may be another. */
export type Version = { text: string; cost: number; why: string }

export const AS_READ = 'as read'
const YEN_AS_DIGIT = 5
const LOST_LEAD = { one: 1, other: 2 }
const LOST_WITHIN = 3
/** Digits or a comma stand right before it: the number is torn, and what was read is only its end. */
const TORN = 5

const YEN = '[¥\\\\Yy半導補科和超林ホ*キ卵科補#f]'
const SIGN = '(?<sign>[-▲△−~]\\s?)?'
const NUMBER = '(?<number>\\d{1,3}(?:\\s?[,.、]{1,2}\\s?\\d\\s?\\d\\s?\\d)+|\\d+)'
const MARKS = `(?:円|内|外|軽|税|込|抜|非|[※*xX×T◆◇★#＊米]|[)\\]}」|_.'"、。・:;,?\\-]|[A-Z]|\\s){0,6}`
const TAIL = new RegExp(`${SIGN}(?<yen>${YEN}{0,2}\\s?)(?<minus>-\\s?)?${NUMBER}(?<after>\\s?${MARKS})$`, 'u')
/** After a sum with a yen sign, one or two characters are a mark (※, 軽) that was misread. */
const MARKED_TAIL = new RegExp(
  `${SIGN}(?<yen>[¥\\\\Yy]\\s?)(?<minus>-\\s?)?${NUMBER}(?<after>\\s?[\\p{Script=Han}※*区]{1,2})$`,
  'u',
)

/** So it is after a sum without one, unless the sign counts or measures: 4本 and 10個 are no sums. */
const BARE_MARKED_TAIL =
  /(?<yen>)(?<=\s)(?<number>\d{2,3}|\d{1,3}[,.]\d{3})(?<after>[\p{Script=Han}--[個本枚袋入点円缶杯箱組玉束切名匹号番分時日月年階回人歳割引倍串食貫膳合]])$/v

/** A comma and too few digits, or ones that were taken for letters: 17,9g7 and ¥3.3 6 are no 7 and no 6. */
const IN_A_NUMBER = /(?:(\d{1,3})[,.、]|\d[,.、]\s?[^\s,.、]{1,2})$|[¥\\Yy]\d{1,3}[,.、]\d{0,2}\s$/

/**
 * The number that ends the line, in all the ways of its versions. What is left of it is its label; where the line as read
 * ends in no number, the likeliest version that does has it.
 */
export function amountsIn(text: string, versions: Version[]): { amount: Amount | null; label: string } {
  const readings = [{ text, cost: 0, why: AS_READ }, ...versions]
    .flatMap((version) => {
      const found = amountAtEnd(version.text)
      return found ? [{ ...version, found }] : []
    })
    .sort((one, other) => one.cost - other.cost)
  const best = readings[0]?.found
  if (!best) return { amount: null, label: text }
  // Where any reader saw a yen sign, none of the digits is one; and a lead is lost only if none shows it.
  const signed = readings.some((r) => r.cost < YEN_AS_DIGIT && r.found.money)
  const led = readings.some((r) => r.cost < YEN_AS_DIGIT && Math.abs(r.found.value) >= 1000)
  const ways = readings.flatMap(({ cost, why, found }) =>
    found.ways
      .filter((way) => way.why === AS_READ || (way.why === LEAD_IS_YEN ? !signed : !led))
      .map((way) => ({
        value: way.value,
        cost: way.cost + cost,
        why: way.why === AS_READ ? why : way.why,
      })),
  )
  const { value, money, marks, label } = best
  return { amount: { value, ways: cheapestOfEach(ways), money, marks }, label }
}

export function cheapestOfEach(ways: Way[]): Way[] {
  const best = new Map<number, Way>()
  for (const way of ways) if (way.cost < (best.get(way.value)?.cost ?? Infinity)) best.set(way.value, way)
  return [...best.values()].sort((a, b) => a.cost - b.cost)
}

export function unsigned(ways: Way[]): Way[] {
  return cheapestOfEach(ways.map((way) => ({ ...way, value: Math.abs(way.value) })))
}

/** After a sum with a yen sign and a gap, digits come from beyond the paper's rim. */
const NOISE = /(?<=[¥\\]\s?\d[\d,.]*[)）]?)\s+[^\p{L}\d¥\\]{0,2}\d{1,4}[^\p{L}\d]{0,2}$/u

export const withoutNoise = (text: string) => text.trim().replace(NOISE, '')

export function amountAtEnd(print: string): (Amount & { label: string }) | null {
  const text = withoutNoise(print)
  const found = TAIL.exec(text) ?? MARKED_TAIL.exec(text) ?? BARE_MARKED_TAIL.exec(text)
  if (!found?.groups) return null
  const { sign, yen, minus, number, after } = found.groups
  const digits = number!.replace(/\D/g, '')
  if (digits.length > 7) return null
  // A reduced-rate mark stands on goods, never on what is taken off: the stroke before it belongs to the name.
  const negative = (sign !== undefined || minus !== undefined) && !/[※*軽]/.test(after!)
  const signed = (way: Way) => (negative ? { ...way, value: -way.value } : way)
  const before = sign || yen?.trim() ? '' : text.slice(0, found.index)
  // Several dots lead the eye to the sum: no digit is lost there.
  const lost = digits.length === 3 && /(?<![,.、])[,.、]\s?$/.test(before)
  const torn = IN_A_NUMBER.exec(before)
  const ways = lost
    ? waysWithLead(digits)
    : torn
      ? waysTorn(torn[1], digits)
      : waysOf(number!, yen!.trim() !== '')
  return {
    value: negative ? -Number(digits) : Number(digits),
    ways: ways.map(signed),
    money: yen!.trim() !== '' || /[,.、]/.test(number!) || /円/.test(after!),
    marks: after!.replace(/\s/g, ''),
    label: text.slice(0, found.index).trim(),
  }
}

const LEAD_IS_YEN = 'its first digit is a yen sign'

/** "洋,128": a yen sign melted together with the digit before the comma, most often a one. */
function waysWithLead(digits: string): Way[] {
  const leads = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((lead) => ({
    value: lead * 1000 + Number(digits),
    cost: lead === 1 ? LOST_LEAD.one : LOST_LEAD.other,
    why: 'its first digit was lost',
  }))
  return [...leads, tornEnd(digits)]
}

/** "2,80": one digit behind the comma is missing. */
function waysTorn(lead: string | undefined, digits: string): Way[] {
  if (lead === undefined || digits.length !== 2) return [tornEnd(digits)]
  const whole = [0, 1, 2].flatMap((at) =>
    [...'0123456789'].map((digit) => Number(lead + digits.slice(0, at) + digit + digits.slice(at))),
  )
  const why = 'a digit behind the comma was lost'
  return [...new Set(whole)].map((value) => ({ value, cost: LOST_WITHIN, why })).concat(tornEnd(digits))
}

const tornEnd = (digits: string): Way => ({ value: Number(digits), cost: TORN, why: AS_READ })

/** A yen sign is also read as a digit (4, 1): without a sign before it, the first digit may be one. */
function waysOf(number: string, signed: boolean): Way[] {
  const digits = number.replace(/\D/g, '')
  const read = { value: Number(digits), cost: 0, why: AS_READ }
  if (signed || digits.length < 2 || /[,.、]/.test(number)) return [read]
  return [read, { value: Number(digits.slice(1)), cost: YEN_AS_DIGIT, why: LEAD_IS_YEN }]
}
