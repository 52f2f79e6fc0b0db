import { startOfTokyoDay, addDays, type Reading } from '@tamaru/domain'
import { seededRandom, type Random } from '../../bench/samples/random.ts'
import { drawPurchase } from './draw-purchase.ts'
import type { WorldPerson } from './people.ts'

export interface World {
  /** Its first day, and how many it has. */
  first: string
  days: number
  seed: string
}

/** What somebody does at a moment. */
export type Act = { at: Date; who: WorldPerson } & (
  | { does: 'join' | 'block' | 'return' | 'tap' | 'ask' | 'answer' | 'exchange' | 'use' }
  | { does: 'enter'; reading: Reading; nth: number }
)

const HOUR_MS = 3_600_000

/** Plans who does what in a world, in the order of time. Pure: the same seed, the same year. */
export function planYear(people: readonly WorldPerson[], world: World): Act[] {
  const acts: Act[] = []
  for (const who of people) acts.push(...planPerson(who, world, seededRandom(`${world.seed}/acts/${who.n}`)))
  return acts.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** A moment of a world's day. */
export const at = ({ first }: World, day: number, hour: number): Date =>
  new Date(startOfTokyoDay(addDays(first, day)).getTime() + Math.round(hour * HOUR_MS))

function planPerson(who: WorldPerson, world: World, random: Random): Act[] {
  const acts: Act[] = [{ at: at(world, who.joins, random.between(8, 20)), does: 'join', who }]
  if (who.blocks !== null) acts.push({ at: at(world, who.blocks, random.between(9, 22)), does: 'block', who })
  if (who.returns !== null)
    acts.push({ at: at(world, who.returns, random.between(9, 22)), does: 'return', who })
  for (let [day, nth] = [who.joins, 0]; day <= who.lasts; day += pause(who, random), nth++) {
    if (isAway(who, day)) continue
    acts.push(...planReceipt(who, world, { day, nth }, random))
    if (random.chance(0.05)) acts.push({ at: at(world, day, random.between(9, 22)), does: 'ask', who })
    if (random.chance(0.08)) acts.push({ at: at(world, day, random.between(9, 22)), does: 'tap', who })
  }
  return acts.filter((act) => act.at <= at(world, world.days - 1, 23.5))
}

const isAway = ({ blocks, returns }: WorldPerson, day: number) =>
  blocks !== null && day >= blocks && (returns === null || day < returns)

function planReceipt(
  who: WorldPerson,
  world: World,
  { day, nth }: { day: number; nth: number },
  random: Random,
): Act[] {
  const reading = drawPurchase(who, day, { ...world, isFirst: nth === 0 }, random.branch(`purchase/${nth}`))
  const bought = Date.parse(`${reading.purchasedAt}:00+09:00`)
  const sent = new Date(Math.max(bought, joinedBy(who, world)) + random.between(0.2, 3) * HOUR_MS)
  const later = (from_h: number, to_h: number) =>
    new Date(sent.getTime() + random.between(from_h, to_h) * HOUR_MS)
  const acts: Act[] = [{ at: sent, does: 'enter', who, reading: doubt(reading, random), nth }]
  if (random.chance(0.45)) acts.push({ at: later(20, 30), does: 'answer', who })
  if (nth >= 2 && random.chance(0.07))
    acts.push({ at: later(1, 5), does: 'exchange', who }, { at: later(20, 90), does: 'use', who })
  return acts
}

/** Nobody enters before they have joined. */
const joinedBy = (who: WorldPerson, world: World) => at(world, who.joins, 20).getTime()

function pause({ every_days, habit }: WorldPerson, random: Random): number {
  if (habit === 'once' && random.chance(0.8)) return Infinity
  return Math.max(1, Math.round(-Math.log(1 - random.next() * 0.98) * Math.min(every_days, 90)))
}

/** Of some the reader was not sure: the total and what hangs on it are in doubt, and staff look. */
function doubt(reading: Reading, random: Random): Reading {
  if (!random.chance(0.04)) return reading
  const total = (reading.total ?? 0) + 30
  const fails = [{ name: 'lines = total', left: reading.total ?? 0, right: total }]
  return { ...reading, total, confidence: 0.55, proof: { ...reading.proof, fails } }
}
