import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { makePhoto } from '../../tests/support/make-photo.ts'
import { pourBody } from './pour-body.ts'
import { takeSlowly } from './take-slowly.ts'

const MIB = 1024 * 1024

export interface Flood {
  what: string
  /** How often each status came; 0 is a line that was cut without an answer. */
  answers: Record<string, number>
  /** The most memory that the process had while the flood went on. */
  peak_mib: number
  /** The longest that another caller waited for an answer meanwhile. */
  slowest_other_ms: number
}

export interface FloodSizes {
  /** So many bodies at once of each kind. */
  times: number
  /** Of each where no login is asked. */
  body_mib: number
  /** So many take photos slowly, for so long. */
  readers: number
  slow_s: number
}

export interface Flooded {
  apiUrl: string
  /** The process of the api. */
  pid: number
  /** Makes this many people and logs them in; resolves with their tokens. */
  logIn(people: number): Promise<string[]>
}

/** What anybody can pour in or take out too slowly, one after the other. */
export async function sendFloods(
  house: Flooded,
  { times, body_mib, readers: slowReaders, slow_s }: FloodSizes,
): Promise<Flood[]> {
  const { apiUrl } = house
  const many = (send: (i: number) => Promise<number>) =>
    Promise.all(Array.from({ length: times }, (_, i) => send(i)))
  const login = (inPieces: boolean) => () =>
    pourBody(`${apiUrl}/api/staff/session`, body_mib * MIB, { inPieces })
  const signed = { 'x-line-signature': `${'A'.repeat(43)}=` }
  const tokens = await house.logIn(Math.max(times, slowReaders))
  const readers = tokens.slice(0, slowReaders)
  for (const token of readers) await sendPhoto(apiUrl, token)
  return [
    // First: what the other floods leave behind is given back to the machine late.
    await watch(house, `${slowReaders} people’s photos of 15 MB taken slowly`, () =>
      Promise.all(readers.map((token) => lookSlowly(apiUrl, token, slow_s))),
    ),
    await watch(house, `one person’s photo of 15 MB taken slowly ${slowReaders} times`, () =>
      Promise.all(readers.map(() => lookSlowly(apiUrl, tokens[0]!, slow_s))),
    ),
    await watch(house, `${times} × ${body_mib} MB to the login, length said`, () => many(login(false))),
    await watch(house, `${times} × ${body_mib} MB to the login, in pieces`, () => many(login(true))),
    await watch(house, `${times} × 2 MB to the webhook, forged`, () =>
      many(() => pourBody(`${apiUrl}/line/webhook`, 2 * MIB, { inPieces: true, headers: signed })),
    ),
    await watch(house, `${times} people’s photos of 15 MB at once`, () =>
      many((i) => sendPhoto(apiUrl, tokens[i]!)),
    ),
    await watch(house, `${times} photos of 15 MB of one person at once`, () =>
      many(() => sendPhoto(apiUrl, tokens[0]!)),
    ),
  ]
}

/** The memory of a process, in MiB. */
export function residentMib(pid: number): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1024)
}

async function watch(house: Flooded, what: string, flood: () => Promise<number[]>): Promise<Flood> {
  let [peak_mib, slowest_other_ms, isOver] = [0, 0, false]
  const watching = (async () => {
    while (!isOver) {
      const askedAt = performance.now()
      await fetch(`${house.apiUrl}/healthz`)
      slowest_other_ms = Math.max(slowest_other_ms, Math.round(performance.now() - askedAt))
      peak_mib = Math.max(peak_mib, residentMib(house.pid))
      await sleep(50)
    }
  })()
  const statuses = await flood()
  isOver = true
  await watching
  const answers: Record<string, number> = {}
  for (const status of statuses) answers[status] = (answers[status] ?? 0) + 1
  return { what, answers, peak_mib, slowest_other_ms }
}

/** Looks at the newest photo that this person has sent. */
async function lookSlowly(apiUrl: string, token: string, slow_s: number): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  const listed = await fetch(`${apiUrl}/api/entries`, { headers })
  const { items } = (await listed.json()) as { items: { id: string }[] }
  return takeSlowly(`${apiUrl}/api/entries/${items[0]!.id}/photo`, headers, slow_s)
}

const BOUNDARY = '------tamaru-flood'
const PART = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\n\r\n`
const END = `\r\n--${BOUNDARY}--\r\n`
const PHOTO = Buffer.from(await makePhoto(15 * MIB - 1024).arrayBuffer())

/** A photo in a form: no two are alike, and making them takes no time from who measures. */
function sendPhoto(apiUrl: string, token: string): Promise<number> {
  const body = Buffer.concat([Buffer.from(PART), PHOTO, Buffer.from(END)])
  body.write(crypto.randomUUID(), body.length - END.length - 64)
  return pourBody(`${apiUrl}/api/entries`, body.length, {
    inPieces: false,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'idempotency-key': crypto.randomUUID(),
    },
    body,
  })
}
