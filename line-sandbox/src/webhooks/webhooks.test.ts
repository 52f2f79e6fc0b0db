import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startPair } from '../start-pair.ts'

const haruka = 'U5a70e1c0ffee5a1ad0000000000000a1'
const aoi = 'U5a70e1c0ffee5a1ad0000000000000a4'
let pair: Awaited<ReturnType<typeof startPair>>

beforeEach(async () => (pair = await startPair()))
afterEach(() => pair.close())

const act = (what: object) =>
  pair.control('/send', { userId: haruka, ...what }) as Promise<{ status: number; message?: string }>
const events = () => pair.received.flatMap((webhook) => webhook.events)

describe('what a person does in the chat', () => {
  it('arrives signed over the very bytes', async () => {
    await act({ type: 'text', text: '絵文字も 🧾' })
    const { raw, signature } = pair.received[0]!
    expect(signature).toBe(createHmac('sha256', pair.options.channelSecret).update(raw).digest('base64'))
  })

  it('arrives as the event that LINE has for it', async () => {
    await act({ type: 'text', text: 'こんにちは' })
    await act({ type: 'postback', data: 'a=1', displayText: '選ぶ' })
    await act({ type: 'unfollow' })
    await act({ type: 'follow' })
    const common = {
      mode: 'active',
      source: { type: 'user', userId: haruka },
      deliveryContext: { isRedelivery: false },
    }
    expect(events()).toMatchObject([
      {
        ...common,
        type: 'message',
        message: { type: 'text', text: 'こんにちは' },
        replyToken: expect.any(String),
      },
      { ...common, type: 'postback', postback: { data: 'a=1' }, replyToken: expect.any(String) },
      { ...common, type: 'unfollow' },
      { ...common, type: 'follow', follow: { isUnblocked: true }, replyToken: expect.any(String) },
    ])
    expect(events()[2]).not.toHaveProperty('replyToken')
    for (const { webhookEventId } of events()) expect(webhookEventId).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    expect(new Set(events().map((event) => event.webhookEventId)).size).toBe(4)
  })

  it('takes a message back: gone from the chat and from LINE, and the bot hears which one', async () => {
    await fetch(`${pair.url}/__sandbox/images/${haruka}`, { method: 'POST', body: 'x' })
    const [item] = (await pair.control(`/messages/${haruka}`)) as { id: string }[]
    await act({ type: 'unsend', messageId: item!.id })
    expect(events()[1]).toMatchObject({ type: 'unsend', unsend: { messageId: item!.id } })
    expect(events()[1]).not.toHaveProperty('replyToken')
    expect(await pair.control(`/messages/${haruka}`)).toEqual([])
    expect(await act({ type: 'unsend', messageId: item!.id })).toMatchObject({ message: expect.anything() })
  })

  it('names a photo by an ID whose content LINE holds', async () => {
    await fetch(`${pair.url}/__sandbox/images/${haruka}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: 'x',
    })
    expect(events()[0]).toMatchObject({ message: { type: 'image', contentProvider: { type: 'line' } } })
  })

  it('tells a new friend from one who came back', async () => {
    await act({ userId: aoi, type: 'follow' })
    expect(events()[0]).toMatchObject({ follow: { isUnblocked: false } })
  })

  it('is nothing while the account is blocked', async () => {
    await act({ type: 'unfollow' })
    expect((await act({ type: 'text', text: 'x' })).message).toContain('blocked')
    expect(events()).toHaveLength(1)
  })

  it('is marked as read once the product has taken it', async () => {
    await act({ type: 'text', text: '読んだ？' })
    expect(await pair.control(`/messages/${haruka}`)).toMatchObject([{ read: true }])
  })
})

it('a webhook that was not answered with 2xx comes again, as a redelivery of the same event', async () => {
  pair.answers.push(500, 503)
  await act({ type: 'text', text: 'もう一度' })
  await vi.waitFor(() => expect(pair.received).toHaveLength(3))
  const [first, second, third] = events()
  expect([first, second, third].map((event) => event!.deliveryContext.isRedelivery)).toEqual([
    false,
    true,
    true,
  ])
  expect(second).toEqual({ ...first, deliveryContext: { isRedelivery: true } })
  expect(await pair.control('/webhooks')).toMatchObject([
    { status: 500 },
    { status: 503, attempt: 2 },
    { status: 200, attempt: 3 },
  ])
})

it('the webhook test of the console sends no event, and says what came back', async () => {
  pair.answers.push(200, 404)
  const test = async () => (await pair.bot('POST', '/v2/bot/channel/webhook/test', {})).json()
  expect(await test()).toMatchObject({ success: true, statusCode: 200 })
  expect(await test()).toMatchObject({ success: false, statusCode: 404 })
  expect(events()).toEqual([])
})
