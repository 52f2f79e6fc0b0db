/** A sum in ringgit and sen. */
export type Money = {
  value: number
  /** The point was read; otherwise the last two digits are taken for sen. */
  pointed: boolean
  /** Where it stands in the text that `moneyIn` was given. */
  at: number
}

const CURRENCY = '(?:RM|R\\s?M|MYR|\\$)'
const POINTED = new RegExp(
  `(?<![\\d.,/]|\\d[:-])(?<minus>-|\\(-?)?(?:${CURRENCY}\\s?[:.]?\\s?(?<after>-)?)?` +
    '(?<whole>\\d{1,3}(?:[,.]\\d{3})+|\\d{1,5}|(?<!\\w))\\s?[.,]\\s?(?<sen>\\d\\s?\\d)' +
    '(?![\\d%]|\\s?%|[.,:/]\\d)(?<behind>-(?!\\s?\\d))?',
  'g',
)
const POINTLESS = new RegExp(
  `(?<minus>-)?${CURRENCY}\\s?(?<after>-)?(?<whole>\\d{1,4})\\s?(?<sen>\\d\\d)(?![\\d%.,:/])`,
  'g',
)
const POINTLESS_END = /(?:^|[\s:])(?<minus>-)?(?<whole>\d{1,4})\s?(?<sen>\d\d)[^\dA-Za-z]*$/g

/** The last digit is lost. */
const CUT_OFF = /(?<![\d.,/])(?<minus>-)?(?<whole>\d{1,4})[.,]\s?(?<sen>\d)[^\dA-Za-z%]*$/g

/**
 * The sums of money in a line, from left to right. `sum`: the line is one of sums (a total, cash), so that digits at
 * its end are money even without point and currency.
 */
export function moneyIn(text: string, sum = false): Money[] {
  const print = withDigits(text)
  const pointed = all(POINTED, print, true)
  if (pointed.length) return pointed
  const signed = all(POINTLESS, print, false)
  if (signed.length || !sum) return signed
  const bare = all(POINTLESS_END, print, false)
  return bare.length ? bare : all(CUT_OFF, print, false)
}

function all(pattern: RegExp, text: string, pointed: boolean): Money[] {
  return [...text.matchAll(pattern)].map((found) => {
    const { minus, after, behind, whole, sen } = found.groups!
    const value = Number(`${whole!.replace(/\D/g, '') || '0'}.${sen!.replace(/\s/g, '').padEnd(2, '0')}`)
    const negative = (minus ?? after ?? behind) !== undefined
    return { value: negative && value ? -value : value, pointed, at: found.index }
  })
}

/** Letters that were read inside numbers, as the digits that they look like. */
export function withDigits(text: string): string {
  return text
    .replace(/(?<=(?:RM|\$|\d)\s?-?)[OoQD](?=[\d.,OoQ\s]|$)/g, '0')
    .replace(/(?<=[\d.,])[OoQD](?=[\dOoQ]|\b)/g, '0')
    .replace(/(?<![A-Za-z])[OoQ](?=[\d.,]\s?\d)/g, '0')
    .replace(/(?<=[\d.,])[lI!|](?=\d|\b|$)|(?<![A-Za-z])[lI](?=\d|[.,]\d)/g, '1')
    .replace(/(?<=[.,]\d)S\b/g, '5')
}

/** Sen, so that sums compare exactly. */
export const sen = (value: number): number => Math.round(value * 100)
