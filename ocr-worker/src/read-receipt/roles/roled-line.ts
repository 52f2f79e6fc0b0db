import type { Line } from '../lines.ts'
import { cheapestOfEach, unsigned, type Way } from '../fields/amount.ts'
import { seenLetters } from './features.ts'
import { ROLES, TAGS, type Role, type Tag } from './roles.ts'

/** A number of a line: what it is, and what it would cost (`Way.cost`) that it is something else. */
export type TaggedNumber = {
  value: number
  /** As printed, a decimal point kept. */
  text: string
  tag: Tag
  costs: Record<Tag, number>
  /** Places in the line's text. */
  from: number
  to: number
}

/** A line with what it is for. */
export type RoledLine = {
  line: Line
  role: Role
  /** What it costs that the line has another role: the natural logarithm of the odds against it. */
  costs: Record<Role, number>
  /** What each letter of the text is part of. */
  tags: Tag[]
  numbers: TaggedNumber[]
}

const NUMBER = /\d{1,3}(?:\s?[,.、]{1,2}\s?\d\s?\d\s?\d)+(?!\d)|\d+(?:\.\d+)?/g

/** @param roleOdds natural logarithms of chances, in the order of ROLES; `tagOdds` the same of each letter seen, of TAGS */
export function roledLine(line: Line, roleOdds: Float32Array, tagOdds: Float32Array): RoledLine {
  const costs = costsOf(ROLES, roleOdds, 0)
  const letters = [...line.text]
  const seen = seenLetters(letters.length)
  const oddsAt = new Map(seen.map((at, k) => [at, k * TAGS.length]))
  const tags = likeliestTags(letters, oddsAt, tagOdds)
  return { line, role: likeliest(costs), costs, tags, numbers: numbersOf(line.text, tags, oddsAt, tagOdds) }
}

/** What it costs that one letter is part of something else than the one before it. */
const CHANGE = { within: 2.5, atBlank: 0.3, nameToNumber: 6 }

/** The cheapest row of tags: words are not torn for the doubt of a letter, and 350 or 12個 behind a name without a blank are its own. */
function likeliestTags(letters: string[], oddsAt: Map<number, number>, tagOdds: Float32Array): Tag[] {
  const name = TAGS.indexOf('name')
  const isNumber = new Set([TAGS.indexOf('code'), TAGS.indexOf('count')])
  let costs = TAGS.map(() => 0)
  const came: number[][] = []
  letters.forEach((letter, at) => {
    const start = oddsAt.get(at)
    const parted = letter === ' ' || letters[at - 1] === ' '
    const isBorder = parted || isDigit(letter) !== isDigit(letters[at - 1] ?? '')
    const change = isBorder ? CHANGE.atBlank : CHANGE.within
    const cheapest = costs.indexOf(Math.min(...costs))
    const stepTo = (from: number, to: number) =>
      costs[from]! +
      (from === to ? 0 : from === name && isNumber.has(to) && !parted ? CHANGE.nameToNumber : change)
    const otherwise = costs.reduce(
      (best, cost, t) => (t !== name && cost < costs[best]! ? t : best),
      name === 0 ? 1 : 0,
    )
    const before = TAGS.map((_, t) =>
      [t, cheapest, otherwise].reduce((a, b) => (stepTo(b, t) < stepTo(a, t) ? b : a)),
    )
    came.push(before)
    costs = TAGS.map((_, t) => stepTo(before[t]!, t) + (start === undefined ? 0 : -tagOdds[start + t]!))
  })
  let tag = costs.indexOf(Math.min(...costs))
  const tags: Tag[] = []
  for (let at = letters.length - 1; at >= 0; at--) {
    tags[at] = TAGS[tag]!
    tag = came[at]![tag]!
  }
  return tags
}

const isDigit = (letter: string) => /\d/.test(letter)

function numbersOf(
  text: string,
  tags: Tag[],
  oddsAt: Map<number, number>,
  tagOdds: Float32Array,
): TaggedNumber[] {
  return [...text.matchAll(NUMBER)].map((found) => {
    const from = [...text.slice(0, found.index)].length
    const to = from + [...found[0]].length
    const sums = new Float32Array(TAGS.length)
    let digits = 0
    for (let at = from; at < to; at++) {
      const start = oddsAt.get(at)
      if (start === undefined || !/\d/.test([...text][at]!)) continue
      digits++
      TAGS.forEach((_, t) => (sums[t]! += tagOdds[start + t]!))
    }
    const costs = costsOf(
      TAGS,
      sums.map((sum) => sum / Math.max(1, digits)),
      0,
    )
    // A number of the name is none of the good's: 12 of 焼売12個 are in one box.
    if (tags[from] === 'name' && tags[from - 1] === 'name') costs.count += CHANGE.nameToNumber
    const printed = found[0].replaceAll(/\s/g, '')
    const grouped = /[,.、]{1,2}\d{3}(?!\d)/.test(printed)
    const value = Number(grouped ? printed.replace(/\D/g, '') : printed)
    return { value, text: printed, tag: likeliest(costs), costs, from, to }
  })
}

function costsOf<K extends string>(names: readonly K[], odds: Float32Array, from: number): Record<K, number> {
  const best = Math.max(...names.map((_, i) => odds[from + i]!))
  return Object.fromEntries(names.map((name, i) => [name, best - odds[from + i]!])) as Record<K, number>
}

function likeliest<K extends string>(costs: Record<K, number>): K {
  return (Object.keys(costs) as K[]).reduce((a, b) => (costs[b] < costs[a] ? b : a))
}

/** All letters of one kind, joined; blanks between them stay. */
export function textOf({ line, tags }: Pick<RoledLine, 'line' | 'tags'>, tag: Tag): string {
  const letters = [...line.text]
  const first = tags.indexOf(tag)
  const last = tags.lastIndexOf(tag)
  if (first < 0) return ''
  return letters
    .slice(first, last + 1)
    .filter((letter, i) => tags[first + i] === tag || letter === ' ')
    .join('')
    .trim()
}

/** The ways to read a number: at the line's end what all readers saw, elsewhere as it stands; or with the one before it. */
export function waysOf(roled: RoledLine, number: TaggedNumber): Way[] {
  const { amount, label } = roled.line
  const endsLine = number.from >= [...label].length - 1
  const alone =
    amount && endsLine
      ? unsigned(amount.ways)
      : [{ value: Math.round(number.value), cost: 0, why: 'as read' }]
  const whole = withBefore(roled, number)
  return whole === null
    ? alone
    : cheapestOfEach([...alone, { value: whole, cost: TORN_APART, why: 'a blank tore it' }])
}

/** Odds against a blank within a number whose two parts were taken for the same thing. */
const TORN_APART = 1

/** 20 0, both of one sum with nothing but a blank between them, is 200. */
function withBefore({ line, numbers }: RoledLine, number: TaggedNumber): number | null {
  const before = numbers[numbers.indexOf(number) - 1]
  if (!before || before.tag !== number.tag || before.to + 1 !== number.from) return null
  if ([...line.text][before.to] !== ' ' || /\D/.test(before.text + number.text)) return null
  const value = Number(before.text + number.text)
  return value > 0 && value < 1e7 ? value : null
}

/** The last number with this tag. */
export const numberOf = ({ numbers }: RoledLine, tag: Tag): TaggedNumber | undefined =>
  numbers.findLast((number) => number.tag === tag)

/** The chance that the line is for this. */
export function chanceOf({ costs }: RoledLine, role: Role): number {
  return Math.exp(-costs[role]) / Object.values(costs).reduce((sum, cost) => sum + Math.exp(-cost), 0)
}
