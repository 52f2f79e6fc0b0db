/** A segment below so many people says more of somebody than of many, and can show nothing. */
export const SEGMENT_FLOOR = 20
/** Two segments that share so much of all who are in either are the same but for their names. */
export const NEARLY_EQUAL = 0.95

export const SEGMENT_GUARDS = {
  under_floor: {
    ja: `${SEGMENT_FLOOR}人より少ないセグメントです`,
    en: `The segment has fewer than ${SEGMENT_FLOOR} people`,
  },
  nearly_equal: {
    ja: 'ほとんど同じ人が入っているセグメントがあります',
    en: 'There is a segment of nearly the same people',
  },
  never_used: {
    ja: 'このセグメントは、まだ一度も使われていません',
    en: 'This segment has never been used',
  },
} as const
export type SegmentGuard = keyof typeof SEGMENT_GUARDS

/** Computes what share of all who are in one of two sets is in both (Jaccard); of two empty ones none. */
export function jaccard(one: number, other: number, both: number): number {
  const either = one + other - both
  return either === 0 ? 0 : both / either
}

/** Names what somebody should think of before they save a segment of so many people, with what it is about. */
export function guardsOf(
  people: number,
  others: readonly { name: string; members: number; both: number }[],
  isUsed: boolean | null,
): { guard: SegmentGuard; of: string | null }[] {
  const equals = others.filter(({ members, both }) => jaccard(people, members, both) >= NEARLY_EQUAL)
  return [
    ...(people < SEGMENT_FLOOR ? [{ guard: 'under_floor' as const, of: null }] : []),
    ...equals.map(({ name }) => ({ guard: 'nearly_equal' as const, of: name })),
    ...(isUsed === false ? [{ guard: 'never_used' as const, of: null }] : []),
  ]
}
