import { inTransaction, surveys } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { recordHappening } from '../happenings/record-happening.ts'
import type { Ports } from '../ports.ts'

/** Takes a person's answer to a survey that they were asked, once. Refuses `not_found` and `survey_already_answered`. */
export async function answerSurvey(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  whose: { accountId: string; shopperId: string; invitationId: string },
  answer: { score: number; reason: string | null },
): Promise<void> {
  const { accountId, shopperId, invitationId } = whose
  if (!(await surveys.findInvitation(db, accountId, shopperId, invitationId)))
    throw new ProblemError('not_found')
  await inTransaction(db, async (sql) => {
    const at = now()
    if (!(await surveys.answer(sql, { ...whose, ...answer, answeredAt: at })))
      throw new ProblemError('survey_already_answered')
    const payload = { invitationId, score: answer.score }
    const happening = { accountId, shopperId, kind: 'survey_answered', at, payload } as const
    await recordHappening(sql, { ...happening, naturalKey: `survey:${invitationId}:answered` })
  })
}
