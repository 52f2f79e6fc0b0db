import type { Sql } from '../open-db.ts'

const HOUR_MS = 3_600_000

/** An invitation of that time with its answer of an hour later. */
export async function seedSurveyAnswer(
  sql: Sql,
  given: {
    accountId: string
    shopperId: string
    entryId: string
    at: Date
    score: number
    reason: string | null
  },
): Promise<void> {
  const { accountId, shopperId, entryId, at, score, reason } = given
  const [invitation] = await sql<{ id: string }[]>`
    insert into survey_invitation (account_id, shopper_id, entry_id, invited_at)
    values (${accountId}, ${shopperId}, ${entryId}, ${at}) returning id`
  await sql`
    insert into survey_answer (account_id, invitation_id, shopper_id, score, reason, answered_at)
    values (${accountId}, ${invitation!.id}, ${shopperId}, ${score}, ${reason}, ${new Date(at.getTime() + HOUR_MS)})`
}
