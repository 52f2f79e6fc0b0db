import type { Line } from '../lines.ts'
import { textOf, type RoledLine } from '../roles/roled-line.ts'
import { dense } from './words.ts'

/** Who sold, where it is printed, and the chance that it is read right. */
export type ShopName = { text: string; line: Line; sure: number }

/**
 * The shop's name: the tallest line that names one, with what goes on right below it as tall, or else the first of the other
 * lines. A logo is drawn and not set: one that is hardly read gives way to the name that stands in plain print beside the branch.
 */
export function readShopName(roles: RoledLine[], others: Line[]): ShopName | null {
  const named = roles.filter((r) => r.role === 'shop').map((r) => r.line)
  const tallest = tallestOf(named) ?? tallestOf(others.slice(0, 4))
  const plain = plainName(roles)
  if (!tallest) return plain
  const usual = medianHeight(roles)
  const next = named[named.indexOf(tallest) + 1]
  const goesOn = next && isLogo(tallest, usual) && isLogo(next, usual) && isBelow(roles, tallest, next)
  const lines = goesOn ? [tallest, next] : [tallest]
  const sure = lines.reduce((all, line) => all * sureOf(line), 1)
  if (plain && sure < HARDLY_READ && plain.line.confidence > WELL_READ) return plain
  const saidAgain = roles.some(
    ({ line }) => line !== tallest && dense(line.plain).includes(dense(tallest.plain)),
  )
  return {
    text: lines.map((line) => line.plain).join(' '),
    line: tallest,
    sure: isLogo(tallest, usual) && !saidAgain ? sure * LOGO : sure,
  }
}

const HARDLY_READ = 0.35
const WELL_READ = 0.9
/** A logo that no other line repeats may be a picture of something else, whatever its letters look like. */
const LOGO = 0.9
const TIMES_USUAL = 1.5

const height = (line: Line) => line.foot - line.top
const isLogo = (line: Line, usual: number) => height(line) > usual * TIMES_USUAL
const sureOf = ({ glyphs }: Line) => glyphs.reduce((all, { confidence }) => all * confidence, 1)

function isBelow(roles: RoledLine[], line: Line, next: Line): boolean {
  const at = roles.findIndex((r) => r.line === line)
  return (
    roles[at + 1]?.line === next && !dense(line.plain).endsWith('店') && !dense(next.plain).endsWith('店')
  )
}

function medianHeight(roles: RoledLine[]): number {
  const heights = roles.map((r) => height(r.line)).sort((a, b) => a - b)
  return heights[heights.length >> 1] ?? 1
}

function tallestOf(lines: Line[]): Line | null {
  const sure = lines.filter((l) => l.confidence > 0.5)
  // A branch in ordinary print may stand first; the name is printed larger.
  return sure.reduce<Line | null>((best, l) => (!best || height(l) > height(best) * 1.15 ? l : best), null)
}

/** A name beside its branch in one line. */
function plainName(roles: RoledLine[]): ShopName | null {
  const found = roles.find((r) => r.role === 'branch' && textOf(r, 'shop').length > 1)
  return found ? { text: textOf(found, 'shop'), line: found.line, sure: sureOf(found.line) } : null
}
