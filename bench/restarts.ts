import { parseArgs } from 'node:util'
import { proveRestarts } from './restarts/prove-restarts.ts'

/** `npm run prove:restarts`: PostgreSQL is restarted under load, and nothing is lost, doubled or left unanswered. */
const { values: given } = parseArgs({
  options: { count: { type: 'string', default: '25' }, receipts: { type: 'string', default: '14' } },
})
const { restarts, entries, approved, answers, faults } = await proveRestarts(
  Number(given.count),
  { shoppers: 6, receipts: Number(given.receipts) },
  console.log,
)
console.log(`
${restarts} restarts; ${entries} entries, ${approved} of them approved; answers by status ${JSON.stringify(answers)}
${faults.length === 0 ? 'Nothing is lost, doubled or left unanswered.' : faults.join('\n')}`)
process.exit(faults.length === 0 ? 0 : 1)
