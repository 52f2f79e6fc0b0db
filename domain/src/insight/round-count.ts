/** Fewer people than this are not told of, and every number is told in steps of it. */
export const COUNT_STEP = 10

/**
 * Rounds a number of people for whoever may not open them: null under the floor, else the nearest step. The same people
 * are always told as the same number, and two numbers differ by whole steps: a difference names nobody.
 */
export function roundCount(people: number): number | null {
  return people < COUNT_STEP ? null : Math.round(people / COUNT_STEP) * COUNT_STEP
}
