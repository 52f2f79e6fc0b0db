/** A sum of money at the right end of a line. */
export type Amount = {
  /** Yen; negative where a minus or ▲ stands before it. */
  value: number
  /** Other ways that the readers' characters can be taken. */
  others: number[]
  /** Sums with a leading digit that nobody read (洋,128): only arithmetic can tell which. */
  guesses: number[]
  /** A yen sign, 円 or digit grouping shows that money is meant. */
  money: boolean
  /** Marks after the number: ※ * 軽 外 内 税. */
  marks: string
}

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

/** The number that ends the line; `again` are other readings of the same line. What is left of it is its label. */
export function amountsIn(text: string, again: string[]): { amount: Amount | null; label: string } {
  const readings = [text, ...again].map(amountAtEnd).filter((a) => a !== null)
  const best = readings[0]
  if (!best) return { amount: null, label: text }
  const others = new Set<number>()
  for (const reading of readings) others.add(reading.value)
  // Where any reader saw a yen sign, none of the digits is one.
  if (!readings.some((r) => r.money))
    for (const reading of readings) for (const value of reading.others) others.add(value)
  // A lead that was lost is guessed only if no reading shows it.
  const known = readings.some((r) => Math.abs(r.value) >= 1000)
  const guesses = known ? [] : [...new Set(readings.flatMap((r) => r.guesses))]
  others.delete(best.value)
  const { value, money, marks, label } = best
  return { amount: { value, money, marks, others: [...others], guesses }, label }
}

export function amountAtEnd(text: string): (Amount & { label: string }) | null {
  const found = TAIL.exec(text.trim()) ?? MARKED_TAIL.exec(text.trim())
  if (!found?.groups) return null
  const { sign, yen, minus, number, after } = found.groups
  const digits = number!.replace(/\D/g, '')
  if (digits.length > 7) return null
  // A reduced-rate mark stands on goods, never on what is taken off: the stroke before it belongs to the name.
  const negative = (sign !== undefined || minus !== undefined) && !/[※*軽]/.test(after!)
  const signed = (v: number) => (negative ? -v : v)
  const value = signed(Number(digits))
  const grouped = /[,.、]/.test(number!)
  return {
    value,
    others: othersOf(number!, yen!.trim() !== '').map(signed),
    guesses: lostLead(text, found.index, digits).map(signed),
    money: yen!.trim() !== '' || grouped || /円/.test(after!),
    marks: after!.replace(/\s/g, ''),
    label: text.trim().slice(0, found.index).trim(),
  }
}

/** "洋,128": a yen sign melted together with the digit before the comma, most often a one. */
function lostLead(text: string, at: number, digits: string): number[] {
  if (digits.length !== 3 || !/[,.、]\s?$/.test(text.trim().slice(0, at))) return []
  return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((lead) => lead * 1000 + Number(digits))
}

/** A yen sign is also read as a digit (4, 1): without a sign before it, the first digit may be one. */
function othersOf(number: string, signed: boolean): number[] {
  const digits = number.replace(/\D/g, '')
  const others: number[] = []
  if (!signed && digits.length > 1 && !/[,.、]/.test(number)) others.push(Number(digits.slice(1)))
  return others
}
