/**
 * How many of the one can be paired with one of the other each, at best, where `fits` says who may go together.
 * Kuhn's augmenting paths: who comes later may send an earlier one to its second choice.
 */
export function countPairs<A, B>(
  ones: readonly A[],
  others: readonly B[],
  fits: (one: A, other: B) => boolean,
): number {
  const choices = ones.map((one) => [...others.keys()].filter((at) => fits(one, others[at]!)))
  const taken = new Map<number, number>()
  const finds = (one: number, tried: Set<number>): boolean =>
    choices[one]!.some((at) => {
      if (tried.has(at)) return false
      tried.add(at)
      const holder = taken.get(at)
      if (holder !== undefined && !finds(holder, tried)) return false
      taken.set(at, one)
      return true
    })
  return [...ones.keys()].filter((one) => finds(one, new Set())).length
}
