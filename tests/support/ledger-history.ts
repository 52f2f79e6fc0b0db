/** One thing that happens to a person's points. Spends and credits are named by their turn among their kind. */
export type Step =
  | { does: 'credit'; points: number; livesFor_days: number; pendingFor_days: number | null }
  | { does: 'spend'; points: number }
  | { does: 'cancel'; spend: number }
  | { does: 'claw_back'; credit: number }
  | { does: 'wait'; days: number }

/** What is left, written so that two of them compare at a glance. */
export interface Card {
  /** In the order in which they are spent, "30 until 2026-11-22". */
  available: string[]
  /** In the order in which they are released, "30 from 2026-11-22". */
  pending: string[]
  debt: number
}

export const FIRST_DAY = '2026-11-22'

/** Three to 24 steps that a seed decides: the same seed, the same history. */
export function makeHistory(seed: number): Step[] {
  const below = makeRandom(seed)
  const steps: Step[] = []
  let credits = 0
  let spends = 0
  for (let count = 3 + below(22); steps.length < count;) {
    const die = below(100)
    if (credits === 0 || die < 35) {
      const pendingFor_days = below(3) === 0 ? below(12) : null
      steps.push({ does: 'credit', points: 1 + below(30), livesFor_days: below(25), pendingFor_days })
      credits++
    } else if (die < 60) {
      steps.push({ does: 'spend', points: 1 + below(40) })
      spends++
    } else if (die < 72 && spends > 0) steps.push({ does: 'cancel', spend: below(spends) })
    else if (die < 86) steps.push({ does: 'claw_back', credit: below(credits) })
    else steps.push({ does: 'wait', days: 1 + below(9) })
  }
  return steps
}

/** Whole numbers from 0 up to, not including, the bound: mulberry32. */
function makeRandom(seed: number): (bound: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
}

/** What is short of every step that is not needed for `fails` to hold, tried one by one. */
export function shrink(steps: readonly Step[], fails: (steps: readonly Step[]) => boolean): readonly Step[] {
  for (const at of steps.keys()) {
    const fewer = steps.toSpliced(at, 1)
    if (fails(fewer)) return shrink(fewer, fails)
  }
  return steps
}
