/** A Japanese telephone number as printed, with hyphens: 03-1234-5678, 045-024-1518, 0120-57-2132. */
export function phoneIn(text: string): string | null {
  if (/FAX/i.test(text) && !/TEL/i.test(text)) return null
  const tidy = text.replace(/(?<=\d)\s?[-−‐ー~]\s?(?=\d)/g, '-').replace(/(?<=\d) (?=\d)/g, '')
  const found = /(?<!\d)\(?(0\d{1,4})[-)(]\s?(\d{1,4})[-)(](\d{3,4})(?!\d)/.exec(tidy)
  if (!found) return null
  const digits = found[1]! + found[2]! + found[3]!
  return digits.length === 10 || digits.length === 11 ? `${found[1]}-${found[2]}-${found[3]}` : null
}
