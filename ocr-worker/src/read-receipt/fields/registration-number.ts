/**
 * Whether 13 digits are a corporate number: the first is a check digit over the other twelve
 * (9 − Σ digit × (1, 2, 1, 2 … from the right) mod 9; ordinance of the Ministry of Finance on corporate numbers, 2014).
 */
export function isRegistrationNumber(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false
  let sum = 0
  for (let n = 1; n <= 12; n++) sum += Number(digits[13 - n]) * (n % 2 === 1 ? 1 : 2)
  return Number(digits[0]) === 9 - (sum % 9)
}

export const LABELLED = /登録|事業者|録番/

/** The "T" number among texts of one receipt: 13 digits whose check digit agrees. */
export function findRegistrationNumber(texts: string[]): string | null {
  const labelled = texts.filter((t) => LABELLED.test(t.replace(/\s/g, '')))
  for (const text of [...labelled, ...texts.filter((t) => /(?:^|\D)T[\s-]?\d[\d\s-]{11,17}$/.test(t))]) {
    const digits = text.replace(/(?<=\d)[\s\-.,]+(?=\d)/g, '')
    for (const [run] of digits.matchAll(/\d{13,15}/g))
      for (let at = run.length - 13; at >= 0; at--)
        if (isRegistrationNumber(run.slice(at, at + 13))) return 'T' + run.slice(at, at + 13)
  }
  return null
}

type Seen = { text: string; confidence: number; others?: { text: string; confidence: number }[] }
/** So much likelier (as odds, e to the power of) the best repair must be than the next. */
const MARGIN = 1

/**
 * A number whose check digit does not agree, with the one digit that its reader was least sure of as what else it may be;
 * null unless one such repair is plainly the likeliest.
 */
export function mendRegistrationNumber(lines: Seen[][]): string | null {
  const mended = lines.flatMap((line) => {
    const digits = line.filter((g) => /^[\dT]$/.test(g.text) || g.others?.some((o) => /^\d$/.test(o.text)))
    return Array.from({ length: Math.max(0, digits.length - 12) }, (_, at) =>
      repairsOf(digits.slice(at, at + 13)),
    ).flat()
  })
  mended.sort((a, b) => a.cost - b.cost)
  const [best, next] = mended.filter((m, i) => mended.findIndex((o) => o.number === m.number) === i)
  return best && (!next || next.cost - best.cost >= MARGIN) ? `T${best.number}` : null
}

function repairsOf(digits: Seen[]): { number: string; cost: number }[] {
  return digits.flatMap((digit, i) =>
    (digit.others ?? []).flatMap((other) => {
      const number = digits.map((d, k) => (k === i ? other.text : d.text)).join('')
      return isRegistrationNumber(number)
        ? [{ number, cost: Math.log(digit.confidence / other.confidence) }]
        : []
    }),
  )
}
