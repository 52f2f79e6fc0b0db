/** A sum of money at the right end of a line. */
export type Amount = {
  /** Yen; negative where a minus or ▲ stands before it. */
  value: number
  /** Other ways that the readers' characters can be taken. */
  others: number[]
  /** A yen sign, 円 or digit grouping shows that money is meant. */
  money: boolean
  /** Marks after the number: ※ * 軽 外 内 税. */
  marks: string
}

const YEN = '[¥\\\\Yy半導補科和超林ホ*キ卵科補#f]'
const TAIL = new RegExp(
  `(?<sign>[-▲△−~]\\s?)?(?<yen>${YEN}{0,2}\\s?)(?<minus>-\\s?)?(?<number>\\d{1,3}(?:\\s?[,.、]\\s?\\d\\s?\\d\\s?\\d)+|\\d+)(?<after>\\s?(?:円|内|外|軽|税|込|抜|非|[※*xX×T◆◇★#＊米※非紀誠剛滋葵装寺]|[)\\]}」|_.'"、。・:;,\\-]|[A-Z]|\\s){0,6})$`,
  'u',
)

/** The number that ends the line, as each reader has it; the rest of the line is its label. */
export function amountsIn(
  text: string,
  plain: string,
  second: string,
): { amount: Amount | null; label: string } {
  const main = amountAtEnd(text)
  const other = amountAtEnd(plain)
  const alone = amountAtEnd(second)
  const best = main ?? other
  if (!best) return { amount: null, label: text }
  const others = new Set<number>()
  for (const candidate of [main, other, alone])
    if (candidate) for (const value of [candidate.value, ...candidate.others]) others.add(value)
  others.delete(best.value)
  const { label, ...amount } = best
  return { amount: { ...amount, others: [...others] }, label }
}

export function amountAtEnd(text: string): (Amount & { label: string }) | null {
  const found = TAIL.exec(text.trim())
  if (!found?.groups) return null
  const { sign, yen, minus, number, after } = found.groups
  const digits = number!.replace(/\D/g, '')
  if (digits.length > 7) return null
  const negative = sign !== undefined || minus !== undefined
  const value = Number(digits) * (negative ? -1 : 1)
  const grouped = /[,.、]/.test(number!)
  return {
    value,
    others: othersOf(number!, yen!.trim() !== '').map((v) => v * (negative ? -1 : 1)),
    money: yen!.trim() !== '' || grouped || /円/.test(after!),
    marks: after!.replace(/\s/g, ''),
    label: text.trim().slice(0, found.index).trim(),
  }
}

/** A yen sign is also read as a digit (4, 1): without a sign before it, the first digit may be one. */
function othersOf(number: string, signed: boolean): number[] {
  const digits = number.replace(/\D/g, '')
  const others: number[] = []
  if (!signed && digits.length > 1 && !/[,.、]/.test(number)) others.push(Number(digits.slice(1)))
  return others
}
