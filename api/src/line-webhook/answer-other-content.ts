import type { JobResult, Sql } from '@tamaru/db'
import { otherContentMessage } from './refusal-messages.ts'
import { tell } from '../templates/tell.ts'
import type { Ports } from '../ports.ts'
import type { Heard } from './heard.ts'

/** Tells who sends what is neither text nor photo what to send instead: each kind of content has its own words. */
export async function answerOtherContent(
  sql: Sql,
  kind: Parameters<typeof otherContentMessage>[0],
  { event, shopper, reply }: Heard,
  ports: Pick<Ports, 'env' | 'now'>,
): Promise<JobResult> {
  await tell(sql, ports, {
    accountId: shopper.accountId,
    shopperId: shopper.id,
    naturalKey: `event:${event.webhookEventId}:answer`,
    purpose: 'answer',
    say: [otherContentMessage(kind)],
    reply,
    now: ports.now(),
  })
  return { outcome: 'done' }
}
