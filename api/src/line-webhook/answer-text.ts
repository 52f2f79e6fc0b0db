import type { JobResult, Sql } from '@tamaru/db'
import { balanceMessage } from '../points/point-messages.ts'
import { helpMessage } from './greeting-messages.ts'
import { queueMessage } from '../messages/queue-message.ts'
import { tellExpiry } from '../messages/tell-points.ts'
import { showPoints } from '../points/show-points.ts'
import type { Ports } from '../ports.ts'
import type { Heard } from './heard.ts'

/** "ポイント" (or "残高", "point") answers with the balance; anything else with what can be done here. */
export async function answerText(
  sql: Sql,
  { event, shopper, reply }: Heard,
  ports: Ports,
): Promise<JobResult> {
  const text = event.message!.text!.normalize('NFKC').trim().toLowerCase()
  const message = /ポイント|残高|point|balance/.test(text)
    ? await composeBalance(sql, shopper.accountId, shopper.id, ports)
    : helpMessage()
  await queueMessage(sql, {
    accountId: shopper.accountId,
    shopperId: shopper.id,
    naturalKey: `event:${event.webhookEventId}:answer`,
    purpose: 'answer',
    messages: [message],
    reply,
    now: ports.now(),
  })
  return { outcome: 'done' }
}

async function composeBalance(
  sql: Sql,
  accountId: string,
  shopperId: string,
  { env, now }: Pick<Ports, 'env' | 'now'>,
) {
  const { balance: usable, pending, debt, nextExpiry } = await showPoints(sql, accountId, shopperId, now())
  return balanceMessage({
    liffId: env.LINE_LIFF_ID,
    purse: { usable, pending, debt },
    nextExpiry: nextExpiry && tellExpiry(nextExpiry.points, nextExpiry.expiresOn),
  })
}
