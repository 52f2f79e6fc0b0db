import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPair } from '../start-pair.ts'

const haruka = 'U5a70e1c0ffee5a1ad0000000000000a1'
const aoi = 'U5a70e1c0ffee5a1ad0000000000000a4'
const hello = [{ type: 'text', text: 'こんにちは' }]
let pair: Awaited<ReturnType<typeof startPair>>

beforeAll(async () => (pair = await startPair()))
afterAll(() => pair.close())

const chatOf = (userId: string) =>
  pair.control(`/messages/${userId}`) as Promise<{ message: { text: string }; by: string }[]>
const addPerson = (wanted: object) => pair.control('/people', wanted) as Promise<{ userId: string }>
const push = (to: string, headers = {}, messages: unknown = hello) =>
  pair.bot('POST', '/v2/bot/message/push', { to, messages }, headers)

describe('a push', () => {
  it('reaches a friend', async () => {
    const answer = await push(haruka)
    expect(await answer.json()).toEqual({
      sentMessages: [{ id: expect.any(String), quoteToken: expect.any(String) }],
    })
    expect(answer.headers.get('x-line-request-id')).toBeTruthy()
    expect((await chatOf(haruka)).at(-1)).toMatchObject({ by: 'push', message: { text: 'こんにちは' } })
  })

  it('to someone who is no friend is answered 200 and reaches nobody', async () => {
    expect((await push(aoi)).status).toBe(200)
    expect(await chatOf(aoi)).toEqual([])
  })

  it('to an unknown ID is refused', async () => {
    const answer = await push(`U${'0'.repeat(32)}`)
    expect([answer.status, await answer.json()]).toEqual([400, { message: 'Failed to send messages' }])
  })

  it('to one of the demo’s crowd is taken, though nobody here plays them', async () => {
    expect((await push(`U5a70e1c0ffeefeed${'0'.repeat(16)}`)).status).toBe(200)
  })

  it('without the channel’s token is refused', async () => {
    expect((await push(haruka, { authorization: 'Bearer wrong' })).status).toBe(401)
  })

  it('with a fault says where it is', async () => {
    const answer = await push(haruka, {}, [
      { type: 'text', text: '' },
      {
        type: 'image',
        originalContentUrl: 'http://example.com/a.jpg',
        previewImageUrl: 'https://example.com/a.jpg',
      },
    ])
    expect(answer.status).toBe(400)
    const { details } = (await answer.json()) as { details: { property: string }[] }
    expect(details.map(({ property }) => property)).toEqual([
      'messages[0].text',
      'messages[1].originalContentUrl',
    ])
  })
})

describe('a retry key', () => {
  it('delivers once, and names the accepted request to whoever asks again', async () => {
    const key = { 'x-line-retry-key': crypto.randomUUID() }
    const before = (await chatOf(haruka)).length
    const first = await push(haruka, key)
    const again = await push(haruka, key)
    expect(again.status).toBe(409)
    expect(again.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'))
    expect(await again.json()).toMatchObject(((await first.json()) as object) ?? {})
    expect((await chatOf(haruka)).length).toBe(before + 1)
  })

  it('makes good a 500 after which the message had been taken', async () => {
    const { userId } = await addPerson({ displayName: 'しっぱい error-500-accepted', friend: 'friend' })
    const key = { 'x-line-retry-key': crypto.randomUUID() }
    expect((await push(userId, key)).status).toBe(500)
    expect((await push(userId, key)).status).toBe(409)
    expect(await chatOf(userId)).toHaveLength(1)
  })

  it('has no place on a reply, and must be a UUID', async () => {
    const reply = await pair.bot(
      'POST',
      '/v2/bot/message/reply',
      { replyToken: 'x', messages: hello },
      { 'x-line-retry-key': crypto.randomUUID() },
    )
    expect(reply.status).toBe(400)
    expect((await push(haruka, { 'x-line-retry-key': 'again' })).status).toBe(400)
  })
})

it('a reply token works once', async () => {
  await pair.control('/send', { userId: haruka, type: 'text', text: '残高は？' })
  const { replyToken } = pair.received.at(-1)!.events[0]!
  const reply = () => pair.bot('POST', '/v2/bot/message/reply', { replyToken, messages: hello })
  expect((await reply()).status).toBe(200)
  const again = await reply()
  expect([again.status, await again.json()]).toEqual([400, { message: 'Invalid reply token' }])
})

it('the content of a photo can be downloaded, unless the sender’s name says otherwise', async () => {
  const photo = Buffer.from('ffd8ffe000104a46', 'hex')
  const sendFrom = async (userId: string) => {
    const headers = { 'content-type': 'image/jpeg' }
    await fetch(`${pair.url}/__sandbox/images/${userId}`, { method: 'POST', headers, body: photo })
    const { id } = pair.received.at(-1)!.events[0]!.message as { id: string }
    return pair.bot('GET', `/v2/bot/message/${id}/content`)
  }
  const answer = await sendFrom(haruka)
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo)
  const { userId } = await addPerson({ displayName: 'けした content-410', friend: 'friend' })
  expect((await sendFrom(userId)).status).toBe(410)
})

it.each([
  ['error-400', 400],
  ['error-429', 429],
  ['error-500', 500],
])('a person whose name ends with %s makes a push fail so', async (sentinel, status) => {
  const { userId } = await addPerson({ displayName: `ためし ${sentinel}`, friend: 'friend' })
  expect((await push(userId)).status).toBe(status)
  expect(await chatOf(userId)).toEqual([])
})

it('a spent quota refuses pushes and lets replies through', async () => {
  await pair.control('/quota', { type: 'limited', value: 3, used: 3 })
  const refused = await push(haruka)
  expect([refused.status, await refused.json()]).toEqual([
    429,
    { message: 'You have reached your monthly limit.' },
  ])
  await pair.control('/send', { userId: haruka, type: 'text', text: 'もしもし' })
  const { replyToken } = pair.received.at(-1)!.events[0]!
  expect((await pair.bot('POST', '/v2/bot/message/reply', { replyToken, messages: hello })).status).toBe(200)
  expect(await (await pair.bot('GET', '/v2/bot/message/quota/consumption')).json()).toEqual({ totalUsage: 3 })
  await pair.control('/quota', { type: 'none', used: 0 })
})

describe('a rich menu', () => {
  const menu = {
    size: { width: 2500, height: 843 },
    selected: true,
    name: 'm',
    chatBarText: 'メニュー',
    areas: [],
  }
  const create = async () =>
    ((await (await pair.bot('POST', '/v2/bot/richmenu', menu)).json()) as { richMenuId: string }).richMenuId
  const giveImage = (id: string) =>
    fetch(`${pair.url}/v2/bot/richmenu/${id}/content`, {
      method: 'POST',
      headers: { authorization: `Bearer ${pair.options.channelAccessToken}`, 'content-type': 'image/png' },
      body: 'picture',
    })

  it('can be shown only once it has its image, which is never replaced', async () => {
    const id = await create()
    expect((await pair.bot('POST', `/v2/bot/user/all/richmenu/${id}`)).status).toBe(400)
    expect((await giveImage(id)).status).toBe(200)
    expect((await giveImage(id)).status).toBe(400)
    expect((await pair.bot('POST', `/v2/bot/user/all/richmenu/${id}`)).status).toBe(200)
    expect(await pair.control(`/richmenu/${haruka}`)).toMatchObject({
      richMenuId: id,
      chatBarText: 'メニュー',
    })
    expect(await pair.control(`/richmenu/${aoi}`)).toBeNull()
  })

  it('of one person’s own goes before the default', async () => {
    const id = await create()
    await giveImage(id)
    await pair.bot('POST', `/v2/bot/user/${haruka}/richmenu/${id}`)
    expect(await pair.control(`/richmenu/${haruka}`)).toMatchObject({ richMenuId: id })
    await pair.bot('DELETE', `/v2/bot/user/${haruka}/richmenu`)
    expect(await pair.control(`/richmenu/${haruka}`)).not.toMatchObject({ richMenuId: id })
  })
})

it('a stateless channel token is issued for the channel’s secret, and works', async () => {
  const ask = (client_secret: string) =>
    fetch(`${pair.url}/oauth2/v3/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: pair.options.messagingChannelId,
        client_secret,
      }),
    })
  expect((await ask('wrong')).status).toBe(400)
  const { access_token } = (await (await ask(pair.options.channelSecret)).json()) as { access_token: string }
  expect((await push(haruka, { authorization: `Bearer ${access_token}` })).status).toBe(200)
})
