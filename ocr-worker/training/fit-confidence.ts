// Fits what the reader says of its own certainty on drawn receipts of ways to print that nothing was learned from.
//   usage: fit-confidence.ts [--receipts 4000] [--seed S] [--out FILE]
// Half of them give the weights, the other half the shares, a third lot of half as many the figures that are printed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { confidenceOf, scoreOf, type ConfidenceMap } from '../src/read-receipt/confidence/confidence-of.ts'
import { evidenceOf, type Weighed } from '../src/read-receipt/confidence/evidence.ts'
import { readMoment } from '../src/read-receipt/fields/moment.ts'
import { openRoleReader } from '../src/read-receipt/roles/open-role-reader.ts'
import { fitSteps } from './confidence/fit-steps.ts'
import { fitWeights } from './confidence/fit-weights.ts'
import { readDrawn } from './receipts/read-drawn.ts'

const { values } = parseArgs({
  options: {
    receipts: { type: 'string', default: '4000' },
    seed: { type: 'string', default: 'confidence' },
    out: { type: 'string', default: join(import.meta.dirname, '../models/confidence.json') },
  },
})
const count = Number(values.receipts)
const reader = openRoleReader()

type Judged = { weighed: Weighed; right: boolean }

async function judged(part: string, of: number): Promise<Judged[]> {
  const some: Judged[] = []
  for await (const { read, right } of readDrawn('unseen', of, `${values.seed}/${part}`, reader)) {
    const { proof, roles } = read
    const when = readMoment(roles)
    // Without a total or a day there is nothing to be sure of.
    if (proof.total !== null && when !== null)
      some.push({ weighed: { proof, roles, when }, right: right.total && right.date && right.goods })
  }
  return some
}

const weights = fitWeights(
  (await judged('weights', count / 2)).map(({ weighed, right }) => ({
    evidence: evidenceOf(weighed),
    right,
  })),
)
const scored = (await judged('shares', count / 2)).map(({ weighed, right }) => ({
  score: scoreOf(evidenceOf(weighed), weights),
  right,
}))
const map: ConfidenceMap = { ...weights, steps: fitSteps(scored) }
const text = JSON.stringify(map, null, 2).replaceAll(/\[\s+([-\d.]+),\s+([\d.]+)\s+\]/g, '[$1, $2]')
writeFileSync(values.out!, `${text}\n`)

const told = (await judged('told', count / 4)).map(({ weighed, right }) => ({
  confidence: confidenceOf(weighed, map),
  right,
}))
await reader.close()
for (const from of [0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99]) {
  const some = told.filter(({ confidence }) => confidence >= from)
  console.log(
    `${from.toFixed(2)} or more: ${some.filter(({ right }) => right).length} of ${some.length} right`,
  )
}
