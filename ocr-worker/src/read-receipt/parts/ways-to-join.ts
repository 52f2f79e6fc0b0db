import { findOverlaps, type Meeting } from './find-overlaps.ts'
import { joinAtOverlap, joinBelow } from './join-two.ts'
import type { Part } from './place-parts.ts'

/** What a part is of the receipt that it is of: whether the shop and the moment stand above its goods, and the total in it. */
export type Place = { begins: boolean; ends: boolean }

/**
 * What speaks against a way to put parts together: that they are of several receipts, which no sum disproves; or that
 * nothing but the sums could show that the one goes on where the other ends.
 */
export type Doubt = 'several_receipts' | 'parts_apart'

/** One way to put the parts together. */
export type Joined = { part: Part; doubt: Doubt | null }

/** Ways from one meeting that are tried: the same good rung up again and again leaves several. */
const WAYS = 12

/**
 * Ways to put parts together, the likeliest first. Two that share lines are joined there, those that share most first;
 * what shares none follows: the part with the head, any other, the part with the total.
 */
export async function* waysToJoin(
  parts: readonly Part[],
  placeOf: (part: Part) => Promise<Place>,
): AsyncGenerator<Joined> {
  if (parts.length < 2) {
    yield { part: parts[0]!, doubt: null }
    return
  }
  const meetings = parts.flatMap((a, i) =>
    parts.slice(i + 1).map((b) => ({ a, b, ...findOverlaps(a.lines, b.lines) })),
  )
  const { a, b, overlaps } = meetings.reduce((one, other) => (weightOf(other) > weightOf(one) ? other : one))
  const following = await follow(parts, meetings, placeOf)
  const rest = parts.filter((part) => part !== a && part !== b)
  for (const overlap of overlaps.slice(0, WAYS))
    for await (const way of waysToJoin([joinAtOverlap(a, b, overlap), ...rest], placeOf))
      // One line in common may be one that was printed twice, where the second photo begins.
      yield { ...way, doubt: way.doubt ?? (overlap.strong ? null : following.doubt) }
  yield following
}

const weightOf = ({ overlaps: [best] }: Meeting) => best?.weight ?? 0

async function follow(
  parts: readonly Part[],
  meetings: readonly Meeting[],
  placeOf: (part: Part) => Promise<Place>,
): Promise<Joined> {
  const places = await Promise.all(parts.map(placeOf))
  const first = places.findIndex(({ begins }) => begins)
  const last = places.findIndex(({ ends }) => ends)
  const rank = (at: number) => (at === last ? 2 : at === first ? 0 : 1)
  const order = parts.map((_, at) => at).sort((one, other) => rank(one) - rank(other))
  const severalBegin = places.filter(({ begins }) => begins).length > 1
  return {
    part: order.map((at) => parts[at]!).reduce(joinBelow),
    doubt: severalBegin || meetings.some(({ apart }) => apart) ? 'several_receipts' : 'parts_apart',
  }
}
