import type { Good } from '../fields/good.ts'
import { changesOf, type Change } from './goods-changes.ts'
import { goodsNet, piecesOf } from './goods-net.ts'

/** How the goods come to a sum. `rival` is the cost of the next best way to, so far as it matters. */
export type Fit = { cost: number; rival: number; changes: Change[] }

export type GoodsSum = {
  net: number
  /** Cost of not coming to a sum at all. */
  lost: number
  /** With one change at most: more would come to almost anything, and prove nothing of the target. */
  costTo(target: number): number
  /** @param reduced what the goods at the reduced rate must come to, where that is printed */
  to(target: number, reduced: number | null): Fit
}

/**
 * What it costs to say that a line was lost or is no good: then the goods come to anything. The pieces that the receipt
 * counts make it likelier or not.
 */
const LOST = { uncounted: 10, counted: 12, miscounted: 6 }
/** What it costs that the goods marked as reduced do not come to the sum of their rate. */
const OTHER_RATE = 3
const MOST_CHANGES = 4

/**
 * The cheapest set of changes for any sum: branch and bound, the last change found by what is still missing.
 * @param count pieces as the receipt counts them, if it does
 */
export function goodsSum(goods: Good[], count: number | null): GoodsSum {
  const net = goodsNet(goods)
  const lost = LOST[count === null ? 'uncounted' : count === piecesOf(goods) ? 'counted' : 'miscounted']
  const changes = changesOf(goods, count).sort((a, b) => a.cost - b.cost)
  const byGap = Map.groupBy(changes.keys(), (i) => changes[i]!.by)
  return {
    net,
    lost,
    costTo(target) {
      const [first] = byGap.get(target - net) ?? []
      return target === net ? 0 : first === undefined ? lost : Math.min(lost, changes[first]!.cost)
    },
    to: (target, reduced) =>
      target === net ? { cost: 0, rival: lost, changes: [] } : fit(target - net, reduced),
  }

  function fit(gap: number, reduced: number | null): Fit {
    let best: Fit = { cost: lost, rival: Infinity, changes: [] }
    const offer = (chosen: Change[], spent: number) => {
      const cost = spent + (reduced === null || reducedNet(chosen) === reduced ? 0 : OTHER_RATE)
      if (cost < best.cost) best = { cost, rival: best.cost, changes: chosen }
      else if (cost < best.rival) best.rival = cost
    }
    const search = (missing: number, from: number, chosen: Change[], spent: number) => {
      for (const i of byGap.get(missing) ?? []) {
        const last = changes[i]!
        if (i >= from && !chosen.some((c) => overlap(c, last))) offer([...chosen, last], spent + last.cost)
      }
      if (chosen.length + 1 >= MOST_CHANGES) return
      for (let i = from; i < changes.length; i++) {
        const next = changes[i]!
        // What follows costs at least as much again.
        if (spent + 2 * next.cost >= Math.min(best.rival, lost)) break
        if (chosen.some((c) => overlap(c, next))) continue
        search(missing - next.by, i + 1, [...chosen, next], spent + next.cost)
      }
    }
    search(gap, 0, [], 0)
    return best
  }

  function reducedNet(changes: Change[]): number {
    const reduced = (some: Good[]) => goodsNet(some.filter((g) => g.reduced))
    const by = changes.map((c) => reduced(c.made) - reduced(goods.slice(c.from, c.to + 1)))
    return by.reduce((s, b) => s + b, reduced(goods))
  }
}

function overlap(a: Change, b: Change): boolean {
  return a.from <= b.to && b.from <= a.to
}
