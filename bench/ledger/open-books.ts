import {
  accounts,
  books,
  budgets,
  campaigns,
  inTransaction,
  ledger,
  makeHappeningMonths,
  openDb,
  type Db,
} from '@tamaru/db'
import { migrate } from '@tamaru/db/migrate'
import { tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { demoCampaign } from '../../dev/seed/demo-campaign.ts'
import { fillBooks } from './fill-books.ts'

const BUDGET = 1_000_000_000
const POINTS = 10

export interface Books extends AsyncDisposable {
  entries: number
  /** Credits one more entry, as the product does: of the campaign's budget, in one transaction. */
  credit(): Promise<void>
  /** Throws where the books are not sound. */
  audit(): Promise<void>
}

/**
 * Books of their own in a new database of the server, with one campaign that has a budget. Where they are `quiet`, no
 * happening is recorded with a credit: for what recording costs.
 */
export async function openBooks(
  serverUrl: string,
  given: { entries: number; ahead: number; connections: number; quiet?: boolean },
): Promise<Books> {
  const { entries, ahead, connections, quiet = false } = given
  const name = `books_${randomUUID()}`
  const admin = openDb(serverUrl, { max: 1 })
  await admin`create database ${admin(name)}`
  await admin.end()
  const db = openDb(serverUrl.replace(/\/tamaru$/, `/${name}`), { max: connections, name: 'tamaru-bench' })
  const now = new Date()
  await migrate(db, now)
  if (quiet)
    await db`
      create or replace function record_happening(
        of_account uuid, key text, of_shopper uuid, of_kind text, happened_at timestamptz, told jsonb
      ) returns bigint language sql return null::bigint`
  else await makeHappeningMonths(db, now)
  const account = { slug: 'bench', name: 'ミナト食品', loginChannelId: '2000000000' }
  const { id: accountId } = await accounts.ensure(db, account, now)
  const rules = { ...demoCampaign(tokyoDate(now)), budget_points: null }
  const { campaignId } = await inTransaction(db, (sql) =>
    campaigns.publish(sql, accountId, 'bench', rules, { now }),
  )
  await fillBooks(db, { accountId, campaignId, entries, ahead, now })
  await inTransaction(db, (sql) => budgets.set(sql, accountId, campaignId, BUDGET, now))

  const waiting = await listUncredited(db)
  const credit = () =>
    inTransaction(db, async (sql) => {
      const next = waiting.pop()
      if (!next) throw new Error('all entries are credited: give the bench more, or fewer rounds')
      const credit = {
        naturalKey: `entry:${next.entryId}:credit`,
        reason: 'entry_credit' as const,
        entryId: next.entryId,
        shopperId: next.shopperId,
        issuerId: campaignId,
        points: POINTS,
        expiresOn: '2027-05-31',
        releaseOn: null,
      }
      const { inBudget, posted } = await ledger.creditWithinBudget(sql, accountId, credit, new Date())
      if (!inBudget || !posted) throw new Error(`entry ${next.entryId} was not credited`)
    })
  const audit = async () => {
    const faults = await books.findFaults(db)
    if (faults.length > 0)
      throw new Error(`the books of ${entries} entries: ${JSON.stringify(faults.slice(0, 5))}`)
  }
  await audit()
  return { entries, credit, audit, [Symbol.asyncDispose]: () => db.end() }
}

function listUncredited(db: Db): Promise<{ entryId: string; shopperId: string }[]> {
  return db<{ entryId: string; shopperId: string }[]>`
    select e.id as entry_id, e.shopper_id from entry e
    where not exists (select from journal j where j.natural_key = 'entry:' || e.id || ':credit')
    order by random()`
}
