import { campaigns, openDb } from '@tamaru/db'
import { startEmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { idTokenOf, logInShopper, logInStaff } from '../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../tests/support/enter-receipt.ts'
import { startApi } from '../tests/support/start-api.ts'
import { listOperations } from './fuzz/schema.ts'
import { watchBooks } from './fuzz/watch-books.ts'
import { writeRequest, type Written } from './fuzz/write-request.ts'
import type { Known } from './fuzz/write-value.ts'
import { seededRandom } from './samples/random.ts'

/**
 * `npm run fuzz -- --requests 10000 --seed N`: asks the API, as its own OpenAPI document describes it, for what people and
 * attackers might: right, wrong in one place, or by somebody who may not. No answer may be a 5xx, none may fail to come,
 * and what was answered with an error may have changed nothing. Exits with 1 and names what did not hold.
 */
const { values: given } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const count = Number(given.requests)
const PATIENCE_MS = 20_000
const STEP_MS = 1_000
/** After so many requests the jobs that they have left are done. */
const JOBS_EVERY = 50
const MOST_FAULTS_TOLD = 20

/** In which table stands what the noun in a path names. */
const TABLES = {
  entries: 'entry',
  people: 'shopper',
  campaigns: 'campaign',
  draws: 'campaign',
  rewards: 'reward',
  coupons: 'coupon',
  stores: 'store',
  staff: 'staff',
  survey: 'survey_invitation',
  jobs: 'job',
}

const faults: string[] = []
const statuses = new Map<number, number>()
const random = seededRandom(given.seed)
const startedAt = Date.now()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-fuzz-'))
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres') })
const db = openDb(server.url, { name: 'tamaru-fuzz' })
await migrate(db, new Date())
const api = await startApi({ database: { db, url: server.url, [Symbol.asyncDispose]: () => db.end() } })
try {
  const people = await fillHouse()
  const document = (await (await api.call('GET', '/api/openapi.json')).json()) as object
  const every = listOperations(document)
  // What writes can break more than what shows.
  const withBody = every.filter(({ bodies }) => Object.keys(bodies).length > 0)
  const operations = [...every, ...withBody, ...withBody, ...withBody]
  const known: Known = { ids: [], idsOf: {}, texts: [] }
  await learn(known)
  const hashes = await watchBooks(api.db)
  let before = await hashes()
  for (let n = 0; n < count; n++) {
    // Nobody asks too often: the clock goes on faster than they do.
    api.clock.at = new Date(startedAt + n * STEP_MS)
    const operation = random.pick(operations)
    const request = writeRequest(operation, random, known)
    const fitting = people.filter(
      ({ door }) => door === (operation.path.startsWith('/api/staff') ? '/api/staff' : '/api'),
    )
    const as = random.pick(random.chance(0.85) && fitting.length > 0 ? fitting : people)
    const status = await ask(request, as)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    const told = `${n}: ${request.method} ${request.path} as ${as.who} → ${status} ${bodyOf(request)}`
    if (status === 0) faults.push(`no answer within ${PATIENCE_MS} ms: ${told}`)
    if (status >= 500) faults.push(`${told}\n    ${lastError()}`)
    const after = await hashes()
    const changed = Object.keys(after).filter((name) => after[name] !== before[name])
    if (status >= 400 && changed.length > 0)
      faults.push(`an error that has changed ${changed.join(', ')}: ${told}`)
    before = after
    // Logged out, by themselves or by the clock: the next request is to reach something again.
    if ((status === 204 && operation.path.endsWith('/session')) || (status === 401 && fitting.includes(as))) {
      await as.renew()
      before = await hashes()
    }
    if (n % JOBS_EVERY === JOBS_EVERY - 1) {
      await api.workJobs()
      await reinstate()
      await learn(known)
      before = await hashes()
    }
  }
} finally {
  await api[Symbol.asyncDispose]()
  await db.end({ timeout: 2 })
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
report()

interface Person {
  who: string
  /** Under which path the routes are that are meant for them. */
  door?: string
  token: string | undefined
  /** Logs in anew, where somebody has logged them out. */
  renew(): Promise<void>
}

/** Shoppers and staff with something of everything: entries in their states, rewards of both kinds. */
async function fillHouse(): Promise<Person[]> {
  const staff = await Promise.all(
    (['owner', 'reviewer', 'viewer'] as const).map(async (role) => {
      const { token, person } = await logInStaff(api, role)
      return personOf(role, '/api/staff', person.lineUserId, token)
    }),
  )
  const shoppers: Person[] = []
  for (let n = 0; n < 2; n++) {
    const shopper = await logInShopper(api)
    await enterAndSettle(api, shopper, makeNewReading())
    await enterAndSettle(api, shopper, makeNewReading({ confidence: 0.3 }))
    shoppers.push(personOf('shopper', '/api', shopper.userId, shopper.token))
  }
  const words = { ja: 'お茶', en: 'Tea' }
  const terms = { name: words, words, couponDays: 30, cost_points: 1 }
  for (const kind of ['till_code', 'code_pool'])
    await api.call('POST', '/api/staff/rewards', { as: staff[0]!.token, json: { kind, terms } })
  const renew = () => Promise.resolve()
  const strangers = [
    { who: 'nobody', token: undefined, renew },
    { who: 'somebody made up', token: 'x'.repeat(40), renew },
  ]
  // Who may do most finds most.
  return [staff[0]!, staff[0]!, staff[0]!, ...staff, ...shoppers, ...shoppers, ...strangers]
}

/** LINE's stand-in goes by the real clock, and the API by one that runs ahead of it. */
function timesNow(): { iat: number; exp: number } {
  const now_s = Math.floor((api.clock.at ?? new Date()).getTime() / 1000)
  return { iat: now_s, exp: now_s + 3600 }
}

function personOf(who: string, door: string, userId: string, token: string): Person {
  const person: Person = {
    who,
    door,
    token,
    async renew() {
      const answer = await api.call('POST', `${door}/session`, {
        json: { idToken: await idTokenOf(api, userId, timesNow()) },
      })
      if (answer.ok) person.token = ((await answer.json()) as { token: string }).token
    },
  }
  return person
}

/** Those who ask are staff still, whatever they have done to one another. */
async function reinstate(): Promise<void> {
  for (const role of ['owner', 'reviewer', 'viewer'])
    await api.db`update staff set role = ${role}, active = true where display_name = ${`担当 (${role})`}`
  await api.db`delete from staff_store`
}

/** Takes up the ids that exist now. */
async function learn(known: Known): Promise<void> {
  for (const [noun, table] of Object.entries(TABLES)) {
    const rows = await api.db<
      { id: string }[]
    >`select id::text from ${api.db(table)} order by random() limit 6`
    known.idsOf[noun] = rows.map(({ id }) => id)
  }
  known.ids = Object.values(known.idsOf).flat()
  const published = await campaigns.findInForce(api.db, api.account.id, api.ports.now())
  known.texts = ['0042', `entry:${known.ids[0]}`, ...(published?.rules.products.map(({ id }) => id) ?? [])]
}

/** The status of the answer; 0 where none came in time. */
async function ask({ method, path, headers, body }: Written, { token }: Person): Promise<number> {
  const authorization = token ? { authorization: `Bearer ${token}` } : {}
  const answered = (async () => {
    const answer = await api.app.request(path, {
      method,
      headers: { ...headers, ...authorization },
      body,
    })
    // An event stream has no end of its own.
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel()
    else await answer.text()
    return answer.status
  })()
  return Promise.race([answered, sleep(PATIENCE_MS, 0, { ref: false })])
}

function bodyOf({ body }: Written): string {
  return typeof body === 'string' ? body.slice(0, 400) : ''
}

function lastError(): string {
  const line = api.logs.findLast(({ level }) => level === 'error') as { error?: string } | undefined
  return (line?.error ?? '').split('\n').slice(0, 3).join(' | ')
}

function report(): void {
  const byStatus = Object.fromEntries([...statuses].sort(([a], [b]) => a - b))
  const summary = { requests: count, seed: given.seed, statuses: byStatus, faults: faults.length }
  if (given.json) console.log(JSON.stringify(summary))
  else
    console.log(
      `${count} requests of seed ${given.seed}\n` +
        Object.entries(byStatus)
          .map(([status, times]) => `  ${status}  ${times}`)
          .join('\n') +
        `\n${faults.length} fault(s)`,
    )
  for (const fault of faults.slice(0, MOST_FAULTS_TOLD)) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
}
