import type { Line } from '../lines.ts'
import { alike, saysWord } from './english-words.ts'

export type Shop = { name: string | null; phone: string | null; address: string | null }

/** Where an address begins. */
const ADDRESS =
  /^\W*(?:no\.?\s?\d|lot|unit|level|jalan|jln|\d+[a-z]?\s?,|\d+[-\d]*\s?,|\d+\s?jalan|\d{5}\b|pt\s?\d|block|ground|[1-9](?:st|nd|rd|th)\s?f|wisma|taman|kawasan|lorong|suite|batu)/i
/** What else stands below the name. */
const BELOW = /tel|fax|gst|invoice|receipt|date|cashier|www|@|http|owned\s?by/i
/** What stands above a name, or at the end of the receipt before. */
const NO_NAME = [
  'tax invoice',
  'invoice',
  'receipt',
  'cash bill',
  'cash sales',
  'thank you',
  'come again',
  'welcome',
  'goods sold',
  'feedback',
  'original',
  'customer',
  'refund',
  'returnable',
  'redeem',
]
/** A company's line that says no more than this goes on from the line above. */
const GENERIC =
  /^(?:co|m|my|kl|restaurant|restoran|marketing|trading|enterprise|holdings?|industries|supplies|services?|sdn|bhd|berhad|ltd)+$/

/**
 * The company, if one stands above the address; else the first words there. Then the address, down to the telephone.
 */
export function readEnglishShop(lines: Line[]): Shop {
  const head = lines.slice(0, Math.max(8, Math.ceil(lines.length * 0.4)))
  const words = (l: Line) => lettersIn(nameIn(l.text)) >= 4 && l.confidence > 0.6 && !isNoName(l.text)
  const street = head.findIndex((l, i) => i > 0 && isAddress(l.text) && head.slice(0, i).some(words))
  const above = street < 0 ? head : head.slice(0, street)
  const company = above.findIndex((l) => words(l) && isCompany(l.text) && !BELOW.test(l.text))
  const names = above.filter((l) => words(l) && !BELOW.test(l.text) && isMostlyLetters(nameIn(l.text)))
  const first = names.find((l) => !standsApart(l, above[above.indexOf(l) + 1])) ?? names[0]
  const at = company >= 0 ? company : first ? above.indexOf(first) : -1
  if (at < 0) return { name: null, phone: phoneIn(lines), address: null }
  const upper = above[at - 1]
  const goesOn = upper && names.includes(upper) && GENERIC.test(lettersOf(nameIn(above[at]!.text)))
  return {
    name: [...(goesOn ? [upper] : []), above[at]!].map((l) => nameIn(l.text)).join(' '),
    phone: phoneIn(lines),
    address: addressFrom(lines, street),
  }
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
const lettersIn = (text: string) => lettersOf(text).length

function isMostlyLetters(name: string): boolean {
  return (name.match(/[A-Za-z&.' ]/g)?.length ?? 0) > name.length * 0.6
}

/** A registration number may also begin with "No". */
function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !/^\W*(?:no\W*)?\d{5,}\W{0,2}[A-Z]?\W*$/i.test(text)
}

function isNoName(text: string): boolean {
  return NO_NAME.some((word) => saysWord(text, word))
}

/** By how companies end their names, as that is read: SDN BHD, S/B, BERHAD, ENTERPRISE, LTD. */
function isCompany(text: string): boolean {
  return (
    /s[do]n(?:b|r)[hn][do]|(?:\)|co|m|con)bhd|berhad|enterprise|trading|iimited/.test(alike(text)) ||
    /\b(?:bhd|sdn|ltd|plt)\b|(?<![A-Za-z])[s5]\/[b8](?![A-Za-z])/i.test(text)
  )
}

/** A note that somebody put on the sheet: more space below it than lines of one heading have. */
function standsApart(line: Line, next: Line | undefined): boolean {
  if (!next) return false
  const height = Math.max(line.foot - line.top, next.foot - next.top)
  return next.top - line.foot > 1.8 * height
}

/** Without the company's number, which stands in brackets or hangs on the end; its form as it is written. */
function nameIn(text: string): string {
  return text
    .replace(/[([]?\s?(?:co\.?\s?(?:reg|no)|reg\.?\s?no|roc)\b.*$/i, '')
    .replace(/\s?[([]?\d{4,}\s?[-~–]?\s?[A-Z0-9]{0,2}\s?[)\]]?\W*$/i, '')
    .replace(/(?<![A-Za-z])5\/[B8]$|S\/8$/i, 'S/B')
    .replace(/\b[SC5]\s?[DO0]\s?N(\.?)\s?[BR]\s?[HN]\s?[DO0]\b/g, 'SDN$1 BHD')
    .replace(/(?<=\s)\(?M\)?(?=\s?SDN)/, '(M)')
    .replace(/^[^A-Za-z0-9(]+|(?:\s[.:,]|[^A-Za-z0-9).])+$/g, '')
    .trim()
}

function phoneIn(lines: Line[]): string | null {
  for (const line of lines) {
    const found = /(?:tel|phone|hp|mobile)[^\d+]{0,14}(\+?\d[\d\s.-]{6,14}\d)/i.exec(line.text)
    if (found) return found[1]!.replace(/[^\d+]+/g, '-')
  }
  return null
}

function addressFrom(lines: Line[], street: number): string | null {
  if (street < 0) return null
  const end = lines.findIndex((l, i) => i > street && (BELOW.test(l.text) || i > street + 5))
  return lines
    .slice(street, end < 0 ? street + 1 : end)
    .map((l) => l.text.replace(/^[^A-Za-z0-9(]+|[\s:]+$|(?:\s[.,:-])+$/g, ''))
    .join(' ')
}
