import {
  accounts,
  consents,
  heldMessages,
  inTransaction,
  type jobs,
  lineMessages,
  shoppers,
  underLease,
  webhookEvents,
  type JobResult,
  type outbox,
  type Sql,
} from '@tamaru/db'
import { payloadOf, type Language } from '@tamaru/domain'
import { z } from 'zod'
import type { JobHandler } from '../jobs/job-handler.ts'
import { isOtherContent } from './refusal-messages.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import { freshSince } from '../messages/fresh-since.ts'
import { purposesFor } from '../messages/purposes-for.ts'
import { enqueueSending } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'
import { tell } from '../templates/tell.ts'
import { answerAccountLink, forgetAccountLink } from './answer-account-link.ts'
import { answerOtherContent } from './answer-other-content.ts'
import { answerText } from './answer-text.ts'
import { enterWithImage } from './enter-with-image.ts'
import { eventHappening } from './event-happening.ts'
import type { Heard } from './heard.ts'
import { takeBackMessage } from './take-back-message.ts'
import { WebhookEvent } from './webhook-body.ts'

const LineUserId = z.string().regex(/^U[0-9a-f]{32}$/)

/** Does what an event asks for, once. Events that we have no use for end here without a word. */
export const handleWebhookEvent: JobHandler = async (job, ports) => {
  const { webhookEventId } = payloadOf('handle_webhook_event', job)
  const stored = await webhookEvents.findUnhandled(ports.db, job.accountId, webhookEventId)
  if (stored === undefined) return { outcome: 'done' }
  const event = WebhookEvent.parse(stored.event)
  const result = await begin(job, { event, receivedAt: stored.receivedAt }, ports)
  if (result.outcome === 'done')
    await webhookEvents.markHandled(ports.db, job.accountId, webhookEventId, ports.now())
  return result
}

interface Came {
  event: WebhookEvent
  receivedAt: Date
}

/** What was taken back is forgotten, whoever said it and where; all else is for us only where a person speaks to us. */
async function begin(job: jobs.Job, came: Came, ports: Ports): Promise<JobResult> {
  const { accountId } = job
  const { message, unsend, source, mode, link } = came.event
  if (unsend) {
    await inTransaction(ports.db, (sql) => takeBackMessage(sql, accountId, unsend.messageId, ports.now()))
    return { outcome: 'done' }
  }
  // Without its person: LINE does not tell who it was.
  if (link && link.result !== 'ok') return forgetAccountLink(ports, accountId, link.nonce)
  const lineUserId = LineUserId.safeParse(source?.userId)
  if (mode === 'standby' || source?.type !== 'user' || !lineUserId.success) return { outcome: 'done' }
  if (message && (await lineMessages.isUnsent(ports.db, accountId, message.id))) return { outcome: 'done' }
  return handle(job, came, lineUserId.data, ports)
}

async function handle(
  job: jobs.Job,
  { event, receivedAt }: Came,
  lineUserId: string,
  ports: Ports,
): Promise<JobResult> {
  const { accountId, attempts, maxAttempts } = job
  const profile = await lookUpProfile(event, lineUserId, ports)
  // Who leaves meanwhile takes the job along: it must not bring them back as somebody new.
  const shopper = await underLease(ports.db, job, (sql) =>
    note(sql, accountId, event, { lineUserId, ...profile }, ports.now()),
  )
  if (!shopper) return { outcome: 'done' }
  const heard: Heard = {
    event,
    shopper,
    reply: replyTokenOf(event, receivedAt),
    isLastTry: attempts >= maxAttempts,
    isFirstTry: attempts <= 1,
  }
  const answer = answers.get(event.type) ?? sendHeld
  return answer(heard, ports)
}

/**
 * Writes down who it came from and what happened, before it is answered: the answer may take several tries. Undefined where
 * somebody whom nobody knows turns away or comes back from LINE with a link: who has left meanwhile is nobody new.
 */
async function note(
  sql: Sql,
  accountId: string,
  event: WebhookEvent,
  person: {
    lineUserId: string
    displayName?: string | null
    pictureUrl?: string | null
    lineLanguage?: Language
  },
  now: Date,
): Promise<shoppers.Shopper | undefined> {
  if (!mayBringSomebodyNew(event) && !(await shoppers.findByLineUserId(sql, accountId, person.lineUserId)))
    return undefined
  const known = { ...person, friendship: friendshipAfter(event) }
  const shopper = await shoppers.upsert(sql, accountId, known, now)
  if (event.type === 'message') await shoppers.noteWriting(sql, accountId, shopper.id, timeOf(event))
  const happening = eventHappening(event, shopper)
  if (happening) await recordHappening(sql, happening)
  return shopper
}

const mayBringSomebodyNew = ({ type }: WebhookEvent) => type !== 'unfollow' && type !== 'accountLink'

type Answer = (heard: Heard, ports: Ports) => Promise<JobResult>

/** Who answers which type of event. What is held goes out with any other, where there is a token to reply by. */
const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['follow', greet],
  ['message', answerMessage],
  ['accountLink', (heard, ports) => (heard.event.link ? answerAccountLink : sendHeld)(heard, ports)],
  // What its button means is for reactions to know.
  ['postback', sendHeld],
])

function answerMessage(heard: Heard, ports: Ports): Promise<JobResult> {
  const { type: said, fileName } = heard.event.message ?? {}
  if (said === 'image' || (said === 'file' && mayBeReceipt(fileName))) return enterWithImage(heard, ports)
  if (said === 'text') return inTransaction(ports.db, (sql) => answerText(sql, heard, ports))
  if (isOtherContent(said))
    return inTransaction(ports.db, (sql) => answerOtherContent(sql, said, heard, ports))
  return sendHeld(heard, ports)
}

/** Told by its name, so that nothing else is fetched; by its bytes it is looked at like any photo. */
const mayBeReceipt = (fileName = ''): boolean => /\.(pdf|jpe?g|png|webp|hei[cf])$/i.test(fileName)

/** LINE keeps a token for a minute, says so without promise, and counts from when it sent the event. */
const REPLY_TOKEN_LIVES_MS = 50_000

function replyTokenOf({ replyToken }: WebhookEvent, receivedAt: Date): outbox.ReplyToken | undefined {
  return replyToken
    ? { token: replyToken, until: new Date(receivedAt.getTime() + REPLY_TOKEN_LIVES_MS) }
    : undefined
}

/** To what asks for no answer, what is held for the person is the answer: a reply costs nothing. */
function sendHeld({ shopper, reply }: Heard, { db, now }: Ports): Promise<JobResult> {
  const { accountId, id: shopperId } = shopper
  return inTransaction(db, async (sql) => {
    if (!reply) return { outcome: 'done' }
    const purposes = purposesFor({
      said: await consents.said(sql, accountId, shopperId),
      policy: await consents.policy(sql, accountId),
      isFriend: shopper.isFriend,
    })
    const to = { accountId, shopperId, reply }
    const at = now()
    const messageId = await heldMessages.releaseWithReply(sql, to, freshSince(at), purposes)
    if (messageId) await enqueueSending(sql, { accountId, messageId, now: at })
    return { outcome: 'done' }
  })
}

/** A name is worth one call, when somebody begins to follow. */
async function lookUpProfile(event: WebhookEvent, lineUserId: string, { line }: Ports) {
  if (event.type !== 'follow') return {}
  const found = await line.profile(lineUserId)
  return found.outcome === 'profile' ? found.profile : {}
}

const timeOf = ({ timestamp }: WebhookEvent): Date => new Date(timestamp)

/** By the event's own time: LINE may send an old one again after a newer. */
function friendshipAfter(event: WebhookEvent): shoppers.Friendship | undefined {
  if (event.type === 'follow') return { isFriend: true, at: timeOf(event) }
  return event.type === 'unfollow' ? { isFriend: false, at: timeOf(event) } : undefined
}

function greet({ event, shopper, reply }: Heard, ports: Ports): Promise<JobResult> {
  return inTransaction(ports.db, async (sql) => {
    const { name: account } = (await accounts.findByLoginChannel(sql, ports.env.LINE_LOGIN_CHANNEL_ID))!
    const returning = event.follow?.isUnblocked ?? false
    await tell(sql, ports, {
      accountId: shopper.accountId,
      shopperId: shopper.id,
      naturalKey: `event:${event.webhookEventId}:greeting`,
      purpose: 'answer',
      say: [{ kind: returning ? 'greeting_back' : 'greeting', values: { account } }],
      reply,
      now: ports.now(),
    })
    return { outcome: 'done' }
  })
}
