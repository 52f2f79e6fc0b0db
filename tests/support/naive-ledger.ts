import { addDays } from '@tamaru/domain'
import { FIRST_DAY, type Card, type Step } from './ledger-history.ts'

/** One single point, and where it is. `spent 3` is with the fourth spend; what is `gone` does not come back. */
interface Point {
  credit: number
  /** Lots that lapse on one day are spent in the order in which they were opened. */
  lot: number
  releaseOn: string | null
  expiresOn: string
  place: 'pending' | 'card' | 'lapsed' | 'gone' | `spent ${number}`
}

/**
 * Moves every point on its own, by the rules as one would tell them to a child: no sums, no lots, no journals. `take`
 * tells whether anything happened.
 */
export function openNaiveLedger(): { take(step: Step): boolean; card(): Card } {
  const points: Point[] = []
  const undone = new Set<string>()
  let today = FIRST_DAY
  let [debt, credits, lots, spends] = [0, 0, 0, 0]

  const at = (place: Point['place']) =>
    points.filter((point) => point.place === place).sort((one, other) => inOrder(one, other))
  const inOrder = (one: Point, other: Point) =>
    one.expiresOn === other.expiresOn ? one.lot - other.lot : one.expiresOn < other.expiresOn ? -1 : 1
  /** Onto the card, unless a point is owed. */
  const hand = (point: Point) => {
    point.place = debt > 0 ? 'gone' : 'card'
    if (debt > 0) debt--
  }
  const once = (what: string) => !undone.has(what) && Boolean(undone.add(what))

  function credit(step: Step & { does: 'credit' }): boolean {
    const releaseOn = step.pendingFor_days === null ? null : addDays(today, step.pendingFor_days)
    const expiresOn = addDays(today, step.livesFor_days)
    for (let turn = 0; turn < step.points; turn++) {
      points.push({ credit: credits, lot: lots, releaseOn, expiresOn, place: 'pending' })
      if (releaseOn === null) hand(points.at(-1)!)
    }
    credits++
    lots++
    return true
  }

  function spend(wanted: number): boolean {
    const spendable = at('card').filter((point) => point.expiresOn >= today)
    if (spendable.length < wanted) return false
    for (const point of spendable.slice(0, wanted)) point.place = `spent ${spends}`
    spends++
    return true
  }

  function cancel(which: number): boolean {
    if (which >= spends || !once(`spend ${which}`)) return false
    at(`spent ${which}`).forEach(hand)
    return true
  }

  function clawBack(which: number): boolean {
    if (which >= credits || !once(`credit ${which}`)) return false
    const own = points.filter((point) => point.credit === which)
    const waiting = own.filter((point) => point.place === 'pending')
    if (waiting.length > 0) {
      for (const point of waiting) point.place = 'gone'
      return true
    }
    let asked = own.filter((point) => point.place !== 'lapsed').length
    const ownFirst = [
      ...at('card').filter((point) => point.credit === which),
      ...at('card').filter((point) => point.credit !== which),
    ]
    for (const point of ownFirst.slice(0, asked)) {
      point.place = 'gone'
      asked--
    }
    debt += asked
    return true
  }

  function wait(days: number): boolean {
    today = addDays(today, days)
    const due = at('pending').filter((point) => point.releaseOn! <= today)
    const byRelease = Map.groupBy(due, ({ credit }) => credit)
    const turns = [...byRelease.values()].sort(([one], [other]) =>
      one!.releaseOn === other!.releaseOn
        ? one!.credit - other!.credit
        : one!.releaseOn! < other!.releaseOn!
          ? -1
          : 1,
    )
    for (const released of turns) {
      const lot = lots++
      for (const point of released) {
        hand(point)
        point.lot = lot
      }
    }
    for (const point of at('card')) if (point.expiresOn < today) point.place = 'lapsed'
    return true
  }

  return {
    take(step) {
      if (step.does === 'credit') return credit(step)
      if (step.does === 'spend') return spend(step.points)
      if (step.does === 'cancel') return cancel(step.spend)
      if (step.does === 'claw_back') return clawBack(step.credit)
      return wait(step.days)
    },
    card() {
      const pending = [...Map.groupBy(at('pending'), ({ credit }) => credit).values()]
        .map((waiting) => `${waiting.length} from ${waiting[0]!.releaseOn}`)
        .sort()
      const lotsLeft = [...Map.groupBy(at('card'), ({ lot }) => lot).values()]
      return {
        available: lotsLeft.map((left) => `${left.length} until ${left[0]!.expiresOn}`),
        pending,
        debt,
      }
    },
  }
}
