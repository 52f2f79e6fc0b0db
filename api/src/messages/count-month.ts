import { outbox, sendingRules, type Sql } from '@tamaru/db'
import { monthOf, type MonthOfSending } from '@tamaru/domain'
import type { Ports } from '../ports.ts'

/** As long as what LINE told of its month is counted on from; our own pushes since are known. */
const TOLD_FOR_MS = 600_000

/**
 * Prepares to count what the account's month has cost and used, where its rules set a limit; undefined where they set none.
 * LINE is asked before, outside of any transaction. What it returns counts in the caller's transaction, which has others
 * who count wait: of the last message that fits, one goes.
 */
export async function countMonth(
  { id, accountId, rules }: Pick<outbox.OutboxMessage, 'id' | 'accountId' | 'rules'>,
  ports: Pick<Ports, 'db' | 'line' | 'now'>,
): Promise<((sql: Sql) => Promise<MonthOfSending>) | undefined> {
  const { offers_percent, others_percent } = rules.quotaShares
  const hasShares = Math.min(offers_percent, others_percent) < 100
  if (rules.budget_yen === null && !hasShares) return undefined
  const told = hasShares ? await knowQuota(accountId, ports) : undefined
  return async (sql) => {
    await sendingRules.lockMonth(sql, accountId)
    const { month, since } = monthOf(ports.now())
    const pushed = await outbox.countPushed(sql, accountId, since, { except: id })
    if (!told || told.limit === null) return { month, pushed, quota: null }
    const afterwards = new Date(told.askedAt.getTime() + 1)
    // What passed before LINE was asked and waits to be pushed is in no number of LINE's: better once too often than not.
    const ours = await outbox.countPushed(sql, accountId, afterwards, { passedSince: since, except: id })
    const used = told.used + ours
    return { month, pushed, quota: { messages: told.limit, used } }
  }
}

/** What LINE told lately of this month; where it does not answer, what it told last, if that was in this month. */
async function knowQuota(
  accountId: string,
  { db, line, now }: Pick<Ports, 'db' | 'line' | 'now'>,
): Promise<sendingRules.LineQuota | undefined> {
  const known = await sendingRules.findQuota(db, accountId)
  const at = now()
  if (known && at.getTime() - known.askedAt.getTime() < TOLD_FOR_MS && known.askedAt >= monthOf(at).since)
    return known
  const answer = await line.quota()
  if (answer.outcome !== 'left') return known && known.askedAt >= monthOf(at).since ? known : undefined
  const told = { limit: answer.limit, used: answer.used, askedAt: at }
  await sendingRules.noteQuota(db, accountId, told)
  return told
}
