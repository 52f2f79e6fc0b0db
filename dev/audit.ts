import { books } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { parseArgs } from 'node:util'
import { describeBooks } from './describe-books.ts'
import { withAccount } from './with-account.ts'

const USAGE = 'npm run audit [-- --from 2026-11-01] [--until 2026-11-30] [--json]'

/**
 * `npm run audit`: adds the books up again from their postings, and prints the trial balance of each day (Tokyo; the last
 * seven, unless told otherwise) and what the house owes. Exit code 1 names each fault.
 */
await withAccount(async (db, account) => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      until: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const today = tokyoDate(new Date())
  const until = values.until ?? today
  const from = values.from ?? addDays(until, -6)
  if (!isDay(from) || !isDay(until) || from > until) throw new Error(USAGE)

  const report = {
    account: account.name,
    today,
    faults: await books.findFaults(db),
    trialBalance: await books.trialBalance(db, account.id, from, until),
    liability: await books.liability(db, account.id, today),
  }
  if (values.json) {
    if (report.faults.length > 0) process.exitCode = 1
    return JSON.stringify(report)
  }
  if (report.faults.length === 0) return `${describeBooks(report)}\n\nThe books are sound.`
  console.log(describeBooks(report))
  const faults = report.faults.map(({ fault, subject }) => `  ${fault}: ${subject}`)
  throw new Error(`\n${faults.length} fault(s):\n${faults.join('\n')}`)
})

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}
