import { erasures, type Db } from '@tamaru/db'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { erasePerson } from '../api/src/leaving/erase-person.ts'
import { KeptErasureView } from '../api/src/leaving/leaving-view.ts'
import { findPerson } from './find-person.ts'
import { withAccount } from './with-account.ts'

/** What is needed of a receipt to do its deletion again. */
const Receipt = KeptErasureView.pick({ id: true, shopperId: true })
const PAGE = 200

/**
 * `npm run erase-person -- U…|ID`: deletes everything that leads to a person, for good. With `--receipts`: prints the
 * receipts of all deletions, a line each, to be kept beside the backups. With `--again FILE`: after a restore, does those again
 * whose people are back.
 */
await withAccount(async (db, account) => {
  const { values, positionals } = parseArgs({
    options: { receipts: { type: 'boolean', default: false }, again: { type: 'string' } },
    allowPositionals: true,
  })
  if (values.receipts) return printReceipts(db, account.id)
  if (values.again !== undefined) return eraseAgain(db, account.id, await readFile(values.again, 'utf8'))
  const { id: shopperId } = await findPerson(db, account.id, positionals[0] ?? '')
  const whose = { accountId: account.id, shopperId }
  const receipt = (await erasePerson({ db, now: () => new Date() }, whose, { askedBy: 'operator' }))!
  return `${describe(receipt)}\nLINE was not told: only the person’s own app can.`
})

function describe({ id, removed, shopperId }: erasures.Erasure): string {
  const gone = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`)
  return `receipt ${id}: ${shopperId} leads to nobody. Removed: ${gone.join(', ')}`
}

async function printReceipts(db: Db, accountId: string): Promise<string> {
  const lines: string[] = []
  for (let after: readonly string[] | undefined; ;) {
    const { items, next } = await erasures.list(db, accountId, { limit: PAGE, after })
    lines.push(
      ...items.map(({ id, shopperId, erasedAt, askedBy }) =>
        JSON.stringify({ id, shopperId, erasedAt, askedBy }),
      ),
    )
    if (!next) return lines.join('\n')
    after = next
  }
}

async function eraseAgain(db: Db, accountId: string, file: string): Promise<string> {
  const receipts = file
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Receipt.parse(JSON.parse(line)))
  let [again, never] = [0, 0]
  for (const { id, shopperId } of receipts) {
    const whose = { accountId, shopperId }
    if (await erasures.find(db, whose)) continue
    const by = { askedBy: 'restore', receiptId: id } as const
    if (await erasePerson({ db, now: () => new Date() }, whose, by)) again++
    else never++
  }
  const gone = receipts.length - again - never
  return `${receipts.length} receipt(s): ${again} done again, ${gone} still hold, ${never} of people who are not in this database`
}
