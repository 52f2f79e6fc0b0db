import { audit, inTransaction, LONG_LIMITS, rewards, type Sql, type staff } from '@tamaru/db'
import { parseCodes, ProblemError, type RewardKind, type RewardTerms } from '@tamaru/domain'
import { faultOfSegment } from '../admission/require-segment.ts'
import type { Ports } from '../ports.ts'

/** Of a file that is refused, as many bad lines are named. */
const MOST_BAD_LINES_NAMED = 20

/** Puts a reward into the catalogue and returns its id. Refuses one that is limited by a segment which can limit nothing. */
export async function addReward(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  kind: RewardKind,
  terms: RewardTerms,
): Promise<string> {
  return inTransaction(db, async (sql) => {
    const at = now()
    await requireSegment(sql, accountId, terms, at)
    const id = await rewards.add(sql, accountId, kind, terms, at)
    const after = { kind, terms }
    const subject = `reward:${id}`
    await audit.record(sql, { accountId, staffId, act: 'reward.add', subject, after, now: at })
    return id
  })
}

/** Changes what is given and leaves the rest. Refuses `allotment_below_used`. */
export async function changeReward(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  rewardId: string,
  change: Partial<RewardTerms>,
): Promise<void> {
  await inTransaction(db, async (sql) => {
    const reward = await rewards.lock(sql, accountId, rewardId, 'change')
    if (!reward) throw new ProblemError('not_found')
    const after = { ...reward.terms, ...change }
    const at = now()
    if (change.onlyFor !== undefined) await requireSegment(sql, accountId, after, at)
    await rewards.change(sql, accountId, reward, after, at)
    const subject = `reward:${rewardId}`
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'reward.change',
      subject,
      before: reward.terms,
      after,
      now: at,
    })
  })
}

async function requireSegment(sql: Sql, accountId: string, terms: RewardTerms, now: Date): Promise<void> {
  const fault = await faultOfSegment(sql, accountId, terms, now)
  if (fault) throw new ProblemError('invalid_request', `onlyFor: ${fault}`)
}

/**
 * Adds codes to a pool from a text or CSV file. Duplicates are named and passed over; one line without a code and nothing
 * is added. The codes stand in no log: the audit tells how many there were.
 */
export async function uploadCodes(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  rewardId: string,
  text: string,
): Promise<{ added: number; repeated: string[]; known: string[] }> {
  const { codes, repeated, badLines } = parseCodes(text)
  if (badLines.length > 0)
    throw new ProblemError(
      'reward_codes_invalid',
      `lines ${badLines.slice(0, MOST_BAD_LINES_NAMED).join(', ')}`,
    )
  if (codes.length === 0) throw new ProblemError('reward_codes_invalid', 'there is no code')
  return inTransaction(
    db,
    async (sql) => {
      const reward = await rewards.lock(sql, accountId, rewardId, 'change')
      if (!reward) throw new ProblemError('not_found')
      if (reward.kind !== 'code_pool')
        throw new ProblemError('reward_codes_invalid', 'the reward makes its own codes')
      const at = now()
      const { added, known } = await rewards.addCodes(sql, accountId, reward, codes, at)
      const after = { added, stock: (reward.stock ?? 0) + added }
      await audit.record(sql, {
        accountId,
        staffId,
        act: 'reward.codes',
        subject: `reward:${rewardId}`,
        after,
        now: at,
      })
      return { added, repeated, known }
    },
    LONG_LIMITS,
  )
}
