import type { Way } from '../fields/amount.ts'

/** Pairs of digits that till print makes alike. */
const ALIKE = new Set(['38', '56', '68', '08', '17', '89', '06', '39', '09', '35', '27', '49'])

/** Odds, as in `Way.cost`, for slips that no reader hinted at. */
const COST = { alike: 5, unlike: 7, first: 7, last: 7, within: 8 }

/** Every number that one digit misread, lost or added makes of this one. */
export function slipsOf(value: number): Way[] {
  const digits = String(value)
  const slips: Way[] = []
  const add = (text: string, cost: number, why: string) => {
    if (text !== '' && (text[0] !== '0' || text === '0') && text.length <= 7)
      slips.push({ value: Number(text), cost, why })
  }
  for (let at = 0; at <= digits.length; at++) {
    const before = digits.slice(0, at)
    const here = digits[at]
    const edge = at === 0 ? COST.first : at >= digits.length - (here ? 1 : 0) ? COST.last : COST.within
    if (here) add(before + digits.slice(at + 1), edge, 'one digit too many was read')
    for (const other of '0123456789') {
      add(before + other + digits.slice(at), edge, 'one digit was lost')
      if (here && other !== here)
        add(before + other + digits.slice(at + 1), slipCost(here, other), 'one digit was misread')
    }
  }
  return slips
}

function slipCost(a: string, b: string): number {
  return ALIKE.has(a < b ? a + b : b + a) ? COST.alike : COST.unlike
}
