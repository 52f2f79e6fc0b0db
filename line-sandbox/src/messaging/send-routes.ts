import { setTimeout as sleep } from 'node:timers/promises'
import { Hono, type Context } from 'hono'
import { isOfCrowd, isUserId } from '../ids.ts'
import { endsWith } from '../sentinels.ts'
import type { ChatItem, Message, Person } from '../state.ts'
import type { SandboxEnv } from '../sandbox-env.ts'
import type { World } from '../world.ts'
import { checkMessages } from './check-messages.ts'
import { deliverMessages, exceedsQuota, nameMessages } from './deliver-messages.ts'
import { Refusal } from './refuse.ts'

const minute = 60_000
const day = 24 * 60 * minute

type SendBody = {
  to?: string | string[]
  replyToken?: string
  messages?: unknown
  customAggregationUnits?: string[]
}

/** push, multicast, broadcast, narrowcast, reply, validate, loading indicator, read marks. */
export function sendRoutes(world: World): Hono<SandboxEnv> {
  const progress = new Set<string>()

  /** One accepted send: retry key, quota, sentinels, delivery. `to` is resolved by the caller. */
  async function send(
    c: Context<SandboxEnv>,
    by: ChatItem['by'],
    to: Person[],
    messages: Message[],
    units: string[] = [],
  ) {
    const key = readRetryKey(c)
    const before = key ? world.state.accepted[key] : undefined
    if (before && Date.now() - before.at < day) {
      const headers = { 'x-line-accepted-request-id': before.requestId }
      return c.json(
        { message: 'The retry key is already accepted', sentMessages: before.sentMessages },
        409,
        headers,
      )
    }
    if (exceedsQuota(world, to.length)) throw new Refusal(429, 'You have reached your monthly limit.')
    await failBySentinel(to)
    const sent = nameMessages(messages)
    deliverMessages(world, to, messages, by, sent)
    for (const unit of units)
      if (!world.state.aggregationUnits.includes(unit)) world.state.aggregationUnits.push(unit)
    const requestId = c.get('requestId')
    if (key) world.state.accepted[key] = { requestId, sentMessages: sent, at: Date.now() }
    if (to.some((person) => endsWith(person, 'error-500-accepted')))
      throw new Refusal(500, 'Internal server error')
    if (by === 'narrowcast') progress.add(requestId)
    return by === 'push' ? c.json({ sentMessages: sent }) : c.json({}, by === 'narrowcast' ? 202 : 200)
  }

  const readSend = async (c: Context): Promise<SendBody & { checked: Message[] }> => {
    const body = await c.req.json<SendBody>().catch(() => {
      throw new Refusal(400, 'The request body could not be parsed as JSON')
    })
    return { ...body, checked: checkMessages(body.messages) }
  }

  return (
    new Hono<SandboxEnv>()
      .post('/v2/bot/message/push', async (c) => {
        const body = await readSend(c)
        if (!isUserId(body.to)) throw new Refusal(400, "The property, 'to', in the request body is invalid")
        const person = world.person(body.to)
        if (!person && !isOfCrowd(body.to)) throw new Refusal(400, 'Failed to send messages')
        return send(c, 'push', person ? [person] : [], body.checked, body.customAggregationUnits)
      })
      .post('/v2/bot/message/multicast', async (c) => {
        const body = await readSend(c)
        const ids = Array.isArray(body.to) ? body.to : []
        if (ids.length < 1 || ids.length > 500)
          throw new Refusal(400, 'The request body has 1 error(s)', [
            { message: 'Size must be between 1 and 500', property: 'to' },
          ])
        if (!ids.every(isUserId)) throw new Refusal(400, "The property, 'to', in the request body is invalid")
        const friends = world.state.people.filter(
          (person) => ids.includes(person.userId) && person.friend === 'friend',
        )
        return send(c, 'multicast', friends, body.checked, body.customAggregationUnits)
      })
      .post('/v2/bot/message/broadcast', async (c) =>
        send(c, 'broadcast', friendsOf(world), (await readSend(c)).checked),
      )
      // Narrowcast goes to every friend: audiences and attributes are not modelled.
      .post('/v2/bot/message/narrowcast', async (c) =>
        send(c, 'narrowcast', friendsOf(world), (await readSend(c)).checked),
      )
      .get('/v2/bot/message/progress/narrowcast', (c) => {
        if (!progress.has(c.req.query('requestId') ?? '')) throw new Refusal(404, 'Not found')
        return c.json({
          phase: 'succeeded',
          successCount: friendsOf(world).length,
          failureCount: 0,
          targetCount: friendsOf(world).length,
        })
      })
      .post('/v2/bot/message/reply', async (c) => {
        if (c.req.header('x-line-retry-key'))
          throw new Refusal(400, 'The retry key is not supported on this endpoint')
        const body = await readSend(c)
        const token = world.state.replyTokens[body.replyToken ?? '']
        const person = world.person(token?.userId ?? '')
        // One minute from receipt, and never later than twenty minutes after the event.
        const alive =
          token && Date.now() - token.receivedAt <= minute && Date.now() - token.eventAt <= 20 * minute
        if (!token || !person || token.used || !alive) throw new Refusal(400, 'Invalid reply token')
        await failBySentinel([person])
        token.used = true
        const sent = nameMessages(body.checked)
        deliverMessages(world, [person], body.checked, 'reply', sent)
        return c.json({ sentMessages: sent })
      })
      .post('/v2/bot/message/validate/:kind', async (c) => {
        await readSend(c)
        return c.json({})
      })
      .post('/v2/bot/chat/loading/start', async (c) => {
        const { chatId, loadingSeconds = 20 } = await c.req.json<{
          chatId?: string
          loadingSeconds?: number
        }>()
        if (!isUserId(chatId))
          throw new Refusal(400, "The property, 'chatId', in the request body is invalid")
        if (loadingSeconds % 5 !== 0 || loadingSeconds < 5 || loadingSeconds > 60) {
          throw new Refusal(400, 'loadingSeconds must be a multiple of 5 between 5 and 60')
        }
        world.publish({ type: 'loading', userId: chatId, seconds: loadingSeconds })
        return c.json({}, 202)
      })
      .post('/v2/bot/chat/markAsRead', async (c) => {
        const { markAsReadToken } = await c.req.json<{ markAsReadToken?: string }>()
        const [userId, messageId] = (markAsReadToken ?? '').split('.')
        const chat = world.state.chats[userId ?? '']
        const at = chat?.findIndex((item) => item.id === messageId) ?? -1
        if (!chat || at < 0) throw new Refusal(400, 'Invalid markAsReadToken')
        for (const item of chat.slice(0, at + 1)) item.read = true
        world.publish({ type: 'chat', userId: userId! })
        return c.json({})
      })
  )
}

const friendsOf = (world: World) => world.state.people.filter((person) => person.friend === 'friend')

function readRetryKey(c: Context): string | undefined {
  const key = c.req.header('x-line-retry-key')
  if (key === undefined) return undefined
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) throw new Refusal(400, 'Invalid retry key')
  return key.toLowerCase()
}

/** A person whose name ends with a sentinel makes a send to them fail; see sentinels.ts. */
async function failBySentinel(to: Person[]): Promise<void> {
  for (const person of to) {
    if (endsWith(person, 'error-400')) throw new Refusal(400, 'Failed to send messages')
    if (endsWith(person, 'error-429'))
      throw new Refusal(429, 'The API rate limit has been exceeded. Try again later.')
    if (endsWith(person, 'error-500')) throw new Refusal(500, 'Internal server error')
    if (endsWith(person, 'error-timeout')) await sleep(120_000, undefined, { ref: false })
  }
}
