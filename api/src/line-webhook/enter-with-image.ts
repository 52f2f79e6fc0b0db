import { allowances, inTransaction, lineMessages, type entries, type JobResult, type Sql } from '@tamaru/db'
import { problemCatalogue, ProblemError } from '@tamaru/domain'
import { submitEntry } from '../entries/submit-entry.ts'
import { ALLOWANCES } from '../http/allowances.ts'
import { alreadyReceivedMessage } from '../entries/entry-messages.ts'
import { refusalMessage } from './refusal-messages.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'
import type { Said } from '../templates/said.ts'
import type { Heard } from './heard.ts'
import { takeBackPhoto } from './take-back-message.ts'

const WAIT_FOR_OUR_TOKEN_S = 60

/** A photo in the chat takes the same path as one from the mini-app. LINE's message id is its idempotency key. */
export async function enterWithImage(heard: Heard, ports: Ports): Promise<JobResult> {
  const { event, shopper } = heard
  const message = event.message!
  if (message.contentProvider?.type === 'external')
    return answer(heard, ports, { kind: 'sent_from_elsewhere', values: {} })
  if (shopper.stoppedAt) return answer(heard, ports, refusalMessage('use_stopped'))
  const wait_s = heard.isFirstTry ? await spendUpload(ports, shopper) : 0
  if (wait_s > 0) return answer(heard, ports, refusalMessage('too_many_requests', wait_s))
  const content = await ports.line.content(message.id)
  if (content.outcome === 'try_later')
    return tryLater(heard, ports, { outcome: 'retry', error: content.why, retry_s: content.retry_s })
  // Not this photo's fault: it is fetched once our token is mended.
  if (content.outcome === 'unauthorized') return { outcome: 'wait', wait_s: WAIT_FOR_OUR_TOKEN_S }
  // Taken back by its sender, or too old: there is nothing to enter and nobody to bother.
  if (content.outcome === 'gone') return { outcome: 'done' }
  try {
    const { entry, alreadyReceived } = await submitEntry(ports, {
      accountId: shopper.accountId,
      shopperId: shopper.id,
      bytes: content.bytes,
      source: 'chat',
      idempotencyKey: `line-message:${message.id}`,
    })
    if (await takenBackMeanwhile(ports, entry, message.id)) return { outcome: 'done' }
    const said: Said = alreadyReceived
      ? alreadyReceivedMessage(entry)
      : { kind: 'photo_received', values: {} }
    return await answer(heard, ports, said)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    // Trouble of the house's own may pass. Any other refusal is an answer here as it is over HTTP, in the same words.
    return problemCatalogue[error.kind].status >= 500
      ? tryLater(heard, ports, { outcome: 'retry', error: String(error.cause ?? error) })
      : answer(heard, ports, refusalMessage(error.kind))
  }
}

/** By person, as in the mini-app, and from the same purse: each photo costs reading, and its result a message of the month's. */
function spendUpload(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id }: Heard['shopper'],
): Promise<number> {
  return allowances.spend(db, { name: 'upload', ...ALLOWANCES.upload }, { accountId, whose: id }, now())
}

/** When there is no later, its sender is told that we have not got the photo. */
async function tryLater(heard: Heard, ports: Ports, retry: JobResult): Promise<JobResult> {
  if (heard.isLastTry) await answer(heard, ports, refusalMessage('photo_not_stored'), 'not-stored')
  return retry
}

/** Notes which message carried the photo; true where its sender took it back while it was on its way. */
function takenBackMeanwhile(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: entryId }: entries.Entry,
  messageId: string,
): Promise<boolean> {
  return inTransaction(db, async (sql) => {
    const { unsent } = await lineMessages.tie(sql, accountId, messageId, entryId)
    if (unsent) await takeBackPhoto(sql, accountId, entryId, now())
    return unsent
  })
}

async function answer(
  { event, shopper, reply }: Heard,
  ports: Ports,
  said: Said,
  key = 'answer',
): Promise<JobResult> {
  await inTransaction(ports.db, (sql: Sql) =>
    tell(sql, ports, {
      accountId: shopper.accountId,
      shopperId: shopper.id,
      naturalKey: `event:${event.webhookEventId}:${key}`,
      purpose: 'answer',
      say: [said],
      reply,
      now: ports.now(),
    }),
  )
  return { outcome: 'done' }
}
