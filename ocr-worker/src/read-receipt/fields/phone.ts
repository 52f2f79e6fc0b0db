import { asDigits } from './as-digits.ts'

/** A Japanese telephone number as printed, with hyphens: 03-1234-5678, 045-024-1518, 0120-57-2132. */
export function phoneIn(text: string): string | null {
  if (/FAX/i.test(text) && !/TEL/i.test(text)) return null
  const tidy = asDigits(text)
    .replace(/(?<=\d)\s?[-−‐ー~]\s?(?=\d)/g, '-')
    .replace(
      /(?<=TEL\D{0,2}0\d{1,3})\.(?=\d{2,4}[-.]\d{4})|(?<=TEL\D{0,2}0\d{1,3}[-.]\d{2,4})\.(?=\d{4})/gi,
      '-',
    )
    .replace(/(?<=\d) (?=\d)/g, '')
  const found = /(?<!\d)\(?(0\d{1,4})[-)(]\s?(\d{1,4})[-)(](\d{3,4})(?!\d)/.exec(tidy)
  if (!found) return withoutHyphens(text)
  const digits = found[1]! + found[2]! + found[3]!
  // Only mobile and IP telephones have eleven digits.
  const whole = /^0[5789]0/.test(digits) ? 11 : 10
  return digits.length === whole || (/^0[15789]20|^0800/.test(digits) && digits.length >= 10)
    ? `${found[1]}-${found[2]}-${found[3]}`
    : null
}

/** Its hyphens were not read, as in wide or faint print: beside its word, ten digits in groups are still a telephone. */
function withoutHyphens(text: string): string | null {
  const digits = /(?:TEL|電話)\D{0,3}(0[\d .]{9,14})(?![\d\-])/i.exec(asDigits(text))?.[1]?.replace(/\D/g, '')
  if (!digits) return null
  const area = /^0[36]/.test(digits) ? 2 : /^0[15789]20|^0800|^0570/.test(digits) ? 4 : 3
  const whole = /^0[5789]0/.test(digits) ? 11 : 10
  return digits.length === whole
    ? `${digits.slice(0, area)}-${digits.slice(area, -4)}-${digits.slice(-4)}`
    : null
}

/** The number that most readings of one line show; of equals the first. */
export function phoneAmong(readings: string[]): string | null {
  const found = readings.map(phoneIn).filter((phone) => phone !== null)
  const votes = (phone: string) => found.filter((other) => other === phone).length
  return found.toSorted((a, b) => votes(b) - votes(a))[0] ?? null
}
