import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from './open-house.ts'

/** One photo's way, in milliseconds from the moment at which the phone begins to send it. */
export interface Walk {
  photo: string
  /** The answer to the upload: from here on nothing can be lost. */
  received_ms: number
  /** The mini-app hears of the decision on its event stream. */
  decided_ms: number
  /** The result stands in the chat. */
  told_ms: number
  /** Of `decided_ms`, spent in the steps of the reader. */
  reading_ms: number
  outcome: string
  points: number
}

const PATIENCE_MS = 120_000

/** A new shopper logs in, sends the photo, follows the entry and finds the message in the chat. */
export async function walkPath(house: House, photo: string, bytes: Uint8Array): Promise<Walk> {
  const { userId, token } = await makeShopper(house)
  const headers = { authorization: `Bearer ${token}` }
  const form = new FormData()
  form.set('photo', new File([bytes as Uint8Array<ArrayBuffer>], 'photo.jpg', { type: 'image/jpeg' }))

  const begunAt = Date.now()
  const sent = await fetch(`${house.apiUrl}/api/entries`, {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
    body: form,
  })
  const received_ms = Date.now() - begunAt
  const { id } = (await readOk(sent)) as { id: string }
  await followToEnd(`${house.apiUrl}/api/entries/${id}/events`, headers)
  const decided_ms = Date.now() - begunAt
  const told_ms = (await findMessage(house, userId)) - begunAt

  const entry = (await readOk(await fetch(`${house.apiUrl}/api/entries/${id}`, { headers }))) as EntryView
  const reading_ms = Object.values(entry.reading.engine.ms).reduce((sum, ms) => sum + ms, 0)
  return { photo, received_ms, decided_ms, told_ms, reading_ms, outcome: entry.state, points: entry.points }
}

interface EntryView {
  state: string
  points: number
  reading: { engine: { ms: Record<string, number> } }
}

/** Somebody new on LINE, logged in. */
export async function makeShopper({
  apiUrl,
  sandboxUrl,
}: Pick<House, 'apiUrl' | 'sandboxUrl'>): Promise<{ userId: string; token: string }> {
  const { userId } = (await post(`${sandboxUrl}/__sandbox/people`, { friend: 'friend' })) as {
    userId: string
  }
  const { idToken } = (await post(`${sandboxUrl}/__sandbox/id-token`, { sub: userId })) as { idToken: string }
  const { token } = (await post(`${apiUrl}/api/session`, { idToken })) as { token: string }
  return { userId, token }
}

/** Reads the event stream, as the mini-app does, until it says that the entry is decided. */
async function followToEnd(url: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) })
  let heard = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    heard += chunk
    if (heard.includes('event: end')) return
  }
  throw new Error(`the event stream ended without a decision: ${heard}`)
}

/** When the account's first message came, by the chat's own clock: the same machine's. */
async function findMessage({ sandboxUrl }: House, userId: string): Promise<number> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20)) {
    const chat = (await readOk(await fetch(`${sandboxUrl}/__sandbox/messages/${userId}`))) as ChatItem[]
    const message = chat.find(({ from }) => from === 'account')
    if (message) return message.at
  }
  throw new Error('no message came')
}

interface ChatItem {
  from: string
  at: number
}

async function post(url: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' }
  return readOk(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function readOk(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
