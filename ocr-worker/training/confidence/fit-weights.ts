import { EVIDENCE, type Evidence } from '../../src/read-receipt/confidence/evidence.ts'

export type Case = { evidence: Evidence; right: boolean }

const ROUNDS = 4000
const RATE = 0.5
/** Pulls weights towards nothing: evidence that is seldom seen weighs little. */
const RIDGE = 0.002

/** Logistic regression by descent along the mean gradient, with momentum; the data is small and the problem convex. */
export function fitWeights(cases: readonly Case[]): { bias: number; weights: Evidence } {
  const rows = cases.map(({ evidence }) => [1, ...EVIDENCE.map((name) => evidence[name])])
  const found = new Float64Array(EVIDENCE.length + 1)
  const pace = new Float64Array(found.length)
  for (let round = 0; round < ROUNDS; round++) {
    const slope = new Float64Array(found.length)
    rows.forEach((row, i) => {
      const score = row.reduce((sum, x, k) => sum + x * found[k]!, 0)
      const error = 1 / (1 + Math.exp(-score)) - Number(cases[i]!.right)
      row.forEach((x, k) => (slope[k]! += (error * x) / rows.length))
    })
    found.forEach((weight, k) => {
      pace[k] = 0.9 * pace[k]! - RATE * 0.1 * (slope[k]! + (k ? RIDGE * weight : 0))
      found[k] = weight + pace[k]!
    })
  }
  const round = (x: number) => Math.round(x * 1000) / 1000
  const weights = Object.fromEntries(EVIDENCE.map((name, k) => [name, round(found[k + 1]!)])) as Evidence
  return { bias: round(found[0]!), weights }
}
