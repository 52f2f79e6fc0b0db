import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { House } from '../path/open-house.ts'

const SAMPLES = path.join(import.meta.dirname, '../../samples')
/** As a shopper's own phone would give up. */
const PATIENCE_MS = 30_000

export interface Load {
  /** By status, and why some had none. */
  answers: Map<string, number>
  /** Answers that nobody should get, with what they said. */
  faults: string[]
  /** Ids that the API gave for the photos that it took. */
  entryIds: Set<string>
  /** Ends once each shopper's last request is answered. */
  stop(): Promise<void>
}

export interface Crowd {
  shoppers: number
  /** So many of the sample receipts are among what they send; reading one takes a second and more. */
  receipts: number
}

/** So many shoppers who ask for their card and send photos, one request after another, until told to stop. */
export function loadHouse(house: House, { shoppers, receipts }: Crowd): Load {
  const answers = new Map<string, number>()
  const faults: string[] = []
  const entryIds = new Set<string>()
  let stopping = false
  const photos = takePhotos(receipts)

  async function ask(method: string, where: string, init: RequestInit = {}): Promise<Response | undefined> {
    const note = (answer: string) => void answers.set(answer, (answers.get(answer) ?? 0) + 1)
    try {
      const response = await fetch(`${house.apiUrl}${where}`, {
        ...init,
        method,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      note(String(response.status))
      if (response.ok) return response
      const text = await response.text()
      const isAwaited =
        response.status === 503 &&
        text.includes('"temporarily_unavailable"') &&
        response.headers.has('retry-after')
      if (!isAwaited) faults.push(`${method} ${where}: ${response.status} ${text}`)
    } catch (error) {
      note('none')
      faults.push(`${method} ${where}: ${String(error)} (${String((error as Error).cause ?? '')})`)
    }
    return undefined
  }

  /** The same, until it comes through: what the mini-app's button for trying again does. */
  async function insist(method: string, where: string, init?: RequestInit): Promise<Response> {
    for (;;) {
      const response = await ask(method, where, init)
      if (response) return response
      if (faults.length > 100) throw new Error('this goes nowhere')
      await sleep(200)
    }
  }

  async function logIn(): Promise<string> {
    const { userId } = await post(`${house.sandboxUrl}/__sandbox/people`, { friend: 'friend' })
    const { idToken } = await post(`${house.sandboxUrl}/__sandbox/id-token`, { sub: userId })
    const headers = { 'content-type': 'application/json' }
    const session = await insist('POST', '/api/session', { headers, body: JSON.stringify({ idToken }) })
    return `Bearer ${((await session.json()) as { token: string }).token}`
  }

  async function shop(): Promise<void> {
    const own = await logIn()
    while (!stopping) {
      const photo = await photos.next()
      // Of one person so many photos in a minute look like haste, and staff would have to say.
      const authorization = photo.isReceipt ? await logIn() : own
      const form = new FormData()
      form.set('photo', new File([photo.bytes], 'photo.jpg', { type: 'image/jpeg' }))
      const sent = await insist('POST', '/api/entries', {
        headers: { authorization, 'idempotency-key': crypto.randomUUID() },
        body: form,
      })
      entryIds.add(((await sent.json()) as { id: string }).id)
      for (let i = 0; i < 10 && !stopping; i++) {
        await ask('GET', i % 2 ? '/api/points' : '/api/entries', { headers: { authorization } })
        await sleep(50)
      }
    }
  }
  const shopping = Array.from({ length: shoppers }, shop)
  return {
    answers,
    faults,
    entryIds,
    async stop() {
      stopping = true
      await Promise.all(shopping)
    },
  }
}

/** Every fourth is a sample receipt, while there are some; the others are of nothing, and only take a moment to read. */
function takePhotos(receipts: number) {
  let taken = 0
  return {
    async next(): Promise<{ bytes: Uint8Array<ArrayBuffer>; isReceipt: boolean }> {
      const no = taken++
      const names = (await readdir(SAMPLES)).filter((name) => name.endsWith('.jpg')).sort()
      const name = no % 4 === 0 ? names.slice(0, receipts)[no / 4] : undefined
      if (name) return { bytes: new Uint8Array(await readFile(path.join(SAMPLES, name))), isReceipt: true }
      const background = { r: no & 255, g: (no >> 8) & 255, b: 128 }
      const create = { width: 320, height: 320, channels: 3 as const, background }
      return { bytes: new Uint8Array(await sharp({ create }).jpeg().toBuffer()), isReceipt: false }
    },
  }
}

async function post(url: string, body: unknown): Promise<Record<string, string>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as Record<string, string>
}
