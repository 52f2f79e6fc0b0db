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

/** The "T" number among texts of one receipt: 13 digits whose check digit agrees. */
export function findRegistrationNumber(texts: string[]): string | null {
  const labelled = texts.filter((t) => /登録|事業者|録\s?番/.test(t.replace(/\s/g, '')))
  for (const text of [...labelled, ...texts.filter((t) => /(?:^|\D)T[\s-]?\d[\d\s-]{11,17}$/.test(t))]) {
    const digits = text.replace(/(?<=\d)[\s\-.,]+(?=\d)/g, '')
    for (const [run] of digits.matchAll(/\d{13,15}/g))
      for (let at = run.length - 13; at >= 0; at--)
        if (isRegistrationNumber(run.slice(at, at + 13))) return 'T' + run.slice(at, at + 13)
  }
  return null
}
