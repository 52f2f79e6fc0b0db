import { inTransaction, jobs, runDueJobs, runs } from '@tamaru/db'
import { SimulationReport, tokyoDate, type RunKind } from '@tamaru/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { finishRun, pollRun } from '../../../tests/support/finish-run.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper, makeStaff } from '../../../tests/support/make-people.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { mortalPorts } from '../../../tests/support/mortal-ports.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepHouse } from '../keep-house.ts'
import { runRunner } from '../run-runner.ts'
import { carryOutInThread } from './carry-out-in-thread.ts'
import { carryOutRun, type RunWork } from './carry-out-run.ts'
import { RunView, type NewestRun } from './run-view.ts'
import type { z } from 'zod'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { db, account } = api
const simulatePath = `/api/staff/campaigns/${api.campaign.campaignId}/simulate`
const subject = `campaign:${api.campaign.campaignId}`

let [viewer, manager] = ['', '']
async function logIn(): Promise<void> {
  viewer = (await logInStaff(api, 'viewer')).token
  manager = (await logInStaff(api, 'manager')).token
}
beforeAll(async () => {
  await logIn()
  const who = await logInShopper(api)
  for (let n = 0; n < 3; n++) await enterAndSettle(api, who)
})
afterEach(async () => {
  api.ports.carryOutApart = undefined
  await dueAtOnce()
  await api.workJobs()
})

const post = (path: string, as: string, json: object = {}) => api.call('POST', path, { as, json })
const ask = async (answer: Promise<Response>) => {
  const asked = await answer
  expect(asked.status, await asked.clone().text()).toBe(202)
  return RunView.parse(await asked.json())
}
const rulesWith = (pointsPerProduct: number) => ({ rules: { ...api.campaign.rules, pointsPerProduct } })
const simulate = (as: string, points = 20) => post(simulatePath, as, rulesWith(points))
/** As if the holders of all leases had died, and every pause were over. */
const dueAtOnce = () => {
  api.clock.pass(60)
  return db`update job set lease_until = now() - interval '1 second' where state = 'leased'`
}

/** A campaign with so many tickets to be fixed. */
async function campaignToDraw(approved: number): Promise<{ campaignId: string; path: string }> {
  const today = tokyoDate(new Date())
  const draw = { id: 'grand', name: '旅行券', winners: 1, drawnFrom: today, ticketPer: 'entry' as const }
  const draws = [{ ...draw, oncePerPerson: true, receiving: null, value_yen: null }]
  const { campaignId, versionId } = await makeCampaign(db, account.id, { draws })
  for (let n = 0; n < approved; n++) {
    const entry = await makeEntry(db, await makeShopper(db, account.id))
    await db`
      update entry set state = 'approved', decided_at = ${api.ports.now()}, decision = '{}', campaign_version_id = ${versionId}
      where id = ${entry.id}`
  }
  return { campaignId, path: `/api/staff/campaigns/${campaignId}/draws/grand/freeze` }
}

describe('a run', () => {
  test('is answered at once, waits, and is polled until what came of it is there', async () => {
    const asked = await ask(simulate(viewer))
    expect(asked).toMatchObject({ kind: 'simulate_campaign', subject, state: 'waiting', result: null })
    expect(await pollRun(api, asked.id, viewer)).toMatchObject({ state: 'waiting' })
    await api.workJobs()
    const done = RunView.parse(await pollRun(api, asked.id, viewer))
    expect(done).toMatchObject({ id: asked.id, state: 'done', problem: null })
    expect(done.progress.done).toBe(done.progress.of)
    expect(SimulationReport.parse(done.result)).toMatchObject({ entries: 3 })
  })

  test('is one where it is asked for twice, at once or while it runs, by whomever; afterwards it is a new one', async () => {
    const twice = await Promise.all([1, 2, 3].map(() => ask(simulate(viewer))))
    expect(new Set(twice.map(({ id }) => id)).size).toBe(1)
    expect((await ask(simulate(manager))).id).toBe(twice[0]!.id)
    expect((await ask(simulate(manager, 21))).id).not.toBe(twice[0]!.id)
    await api.workJobs()
    expect((await ask(simulate(viewer))).id).not.toBe(twice[0]!.id)
  })

  test('is found again by whoever asked for it, and by nobody else', async () => {
    const { id } = await ask(simulate(viewer, 22))
    const newest = async (as: string) => {
      const path = `/api/staff/runs?kind=simulate_campaign&subject=${subject}`
      return ((await (await api.call('GET', path, { as })).json()) as z.infer<typeof NewestRun>).run
    }
    expect(await newest(viewer)).toMatchObject({ id })
    expect(await newest((await logInStaff(api, 'viewer')).token)).toBeNull()
  })

  test('is refused where a person, or an account, has as many as they may; one less and it goes', async () => {
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => logInStaff(api, 'viewer')))
    await ask(simulate(first!.token, 1))
    await ask(simulate(first!.token, 2))
    const refused = await simulate(first!.token, 3)
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { kind: 'too_many_runs', titleJa: '同時に実行できる数に達しています' },
    ])
    expect((await ask(simulate(first!.token, 2))).state).toBe('waiting')
    // Three at the same moment, for two that are left: none slips through.
    const others = [simulate(second!.token, 4), simulate(second!.token, 5), simulate(third!.token, 6)]
    const statuses = (await Promise.all(others)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([202, 202, 429])
    await api.workJobs()
    await ask(simulate(first!.token, 3))
  })

  test('of another account is not there; of one’s own it is for those who may ask for it', async () => {
    const elsewhere = await makeAccount(db)
    const person = await makeStaff(db, elsewhere.id)
    const asked = { kind: 'simulate_campaign', subject, input: {} } as const
    const theirs = await runs.create(db, {
      ...asked,
      accountId: elsewhere.id,
      staffId: person.id,
      at: new Date(),
    })
    expect((await api.call('GET', `/api/staff/runs/${theirs.id}`, { as: manager })).status).toBe(404)
    const { id } = await ask(post((await campaignToDraw(0)).path, manager))
    expect((await api.call('GET', `/api/staff/runs/${id}`, { as: viewer })).status).toBe(403)
  })

  test('is forgotten a week after it ended', async () => {
    const { id } = await finishRun(api, simulatePath, viewer, rulesWith(23))
    api.clock.pass(6 * 86_400)
    await keepHouse(api.ports)
    expect((await pollRun(api, id, viewer)).state).toBe('done')
    api.clock.pass(2 * 86_400)
    await keepHouse(api.ports)
    // Their sessions have ended as well.
    await logIn()
    expect((await api.call('GET', `/api/staff/runs/${id}`, { as: viewer })).status).toBe(404)
  })
})

describe('a run that fails', () => {
  test('says why, in the words of a refusal: of two freezes with different sources one is none', async () => {
    const { path } = await campaignToDraw(2)
    const [one, other] = [
      await ask(post(path, manager, { publicSource: '日経平均' })),
      await ask(post(path, manager)),
    ]
    await api.workJobs()
    const ended = [await pollRun(api, one.id, manager), await pollRun(api, other.id, manager)]
    expect(ended.map(({ state }) => state).toSorted()).toEqual(['done', 'failed'])
    const failed = ended.find(({ state }) => state === 'failed')!
    expect(failed).toMatchObject({
      result: null,
      problem: {
        kind: 'draw_already_frozen',
        status: 409,
        title: '抽選券はすでに確定しています',
        titleEn: 'The tickets of this draw are fixed already',
      },
    })
    const english = await api.call('GET', `/api/staff/runs/${failed.id}`, {
      as: manager,
      headers: { 'accept-language': 'en' },
    })
    expect(((await english.json()) as RunView).problem!.title).toBe(
      'The tickets of this draw are fixed already',
    )
  })

  test('is tried again, and says in the end that it could not be worked out', async () => {
    api.ports.carryOutApart = () => Promise.reject(new Error('a bug'))
    const { id } = await ask(simulate(viewer, 24))
    for (let attempt = 1; attempt <= 4; attempt++) {
      expect((await pollRun(api, id, viewer)).state).toBe('waiting')
      await dueAtOnce()
      await api.workJobs()
    }
    expect(await pollRun(api, id, viewer)).toMatchObject({
      state: 'failed',
      problem: { kind: 'run_failed', requestId: id },
    })
    expect(api.logs).toContainEqual(expect.objectContaining({ level: 'error', run: id }))
  })
})

describe('a process that is killed in the middle of a run', () => {
  /** Kills the process that has the run at each of its steps, until one comes to the end. */
  async function killAtEachStep(
    begin: () => Promise<{ path: string; as: string; json?: object }>,
    check: (id: string, path: string) => Promise<void>,
  ) {
    for (let diesAt = 1; ; diesAt++) {
      const { path, as, json } = await begin()
      const { id } = await ask(post(path, as, json))
      const { ports, steps } = mortalPorts(api.ports, diesAt)
      await runDueJobs(runRunner(ports, 'mortal')).catch(() => {})
      await check(id, path)
      await dueAtOnce()
      await api.workJobs()
      expect((await pollRun(api, id, as)).state, `killed at ${diesAt}`).toBe('done')
      if (steps() < diesAt) return diesAt
    }
  }

  test('leaves a draw as it was, or fixed whole: somebody else fixes it, and once', async () => {
    const frozen: string[] = []
    const endedAt = await killAtEachStep(
      async () => {
        const { path, campaignId } = await campaignToDraw(3)
        frozen.push(campaignId)
        return { path, as: manager }
      },
      async (id, path) => {
        const campaignId = path.split('/')[4]!
        const [left] = await db<{ draws: number; tickets: number; ended: boolean }[]>`
          select (select count(*)::int from prize_draw where campaign_id = ${campaignId}) as draws,
            (select count(*)::int from draw_ticket where campaign_id = ${campaignId}) as tickets,
            (select ended_at is not null from run where id = ${id}) as ended`
        expect(left).toEqual(
          left!.ended ? { draws: 1, tickets: 3, ended: true } : { draws: 0, tickets: 0, ended: false },
        )
      },
    )
    expect(endedAt).toBeGreaterThan(10)
    for (const campaignId of frozen) {
      const acts = await db`select act from audit_event where subject = ${`draw:${campaignId}:grand`}`
      expect([...acts]).toEqual([{ act: 'draw.freeze' }])
    }
  }, 120_000)

  test('keeps a replay of a name once', async () => {
    const printed = 'ｱｵｶﾞﾜ ﾄｸﾍﾞﾂ'
    const reading = makeNewReading({ items: [makeItem(printed)], confidence: 0.4 })
    const { id: entryId } = await enterAndSettle(api, await logInShopper(api), reading)
    const products = [{ productId: 'green-tea', quantity: 1, printed }]
    await post(`/api/staff/entries/${entryId}/decision`, manager, { outcome: 'approved', products })
    const [candidate] = await db<{ id: string }[]>`select id from alias_candidate where state = 'open'`
    const path = `/api/staff/aliases/${candidate!.id}/replay`
    let asked = 0
    await killAtEachStep(
      async () => (asked++, { path, as: (await logInStaff(api, 'manager')).token }),
      async () => {},
    )
    const kept = await db`select 1 from alias_replay where candidate_id = ${candidate!.id}`
    expect(kept).toHaveLength(asked)
  }, 120_000)

  test('ends nothing once its job is somebody else’s', async () => {
    const { id } = await ask(simulate(viewer, 25))
    const filter = { kinds: ['do_run'] } satisfies jobs.JobFilter
    const first = (await jobs.lease(db, { ...filter, worker: 'slow', lease_s: 60, now: api.ports.now() }))!
    const slow: RunWork = async ({ tell }) => {
      await dueAtOnce()
      await inTransaction(db, (sql) => jobs.takeBack(sql, filter, api.ports.now()))
      await expect(tell(1, 2)).rejects.toThrow('lease')
      return async () => ({ never: true })
    }
    const works = { simulate_campaign: slow } as unknown as Record<RunKind, RunWork>
    await expect(carryOutRun(works, first, api.ports)).rejects.toThrow('lease')
    expect((await pollRun(api, id, viewer)).state).toBe('running')
    await api.workJobs()
    expect(await pollRun(api, id, viewer)).toMatchObject({
      state: 'done',
      result: { entries: expect.any(Number) as number },
    })
  })
})

describe('in a thread of its own', () => {
  const databaseUrl = () => api.ports.env.DATABASE_URL
  const line = { apiUrl: 'http://127.0.0.1:9', dataApiUrl: 'http://127.0.0.1:9', channelAccessToken: 'none' }

  test('a run comes to the same', async () => {
    const here = await finishRun(api, simulatePath, viewer, rulesWith(26))
    api.ports.carryOutApart = (job) =>
      carryOutInThread({ job, databaseUrl: databaseUrl(), line }, { limit_s: 60 })
    const there = await finishRun(api, simulatePath, viewer, rulesWith(26))
    expect(there.id).not.toBe(here.id)
    expect(there).toMatchObject({ state: 'done', result: here.result })
  })

  test('a run that takes too long is ended, and has failed', async () => {
    api.ports.carryOutApart = (job) =>
      carryOutInThread({ job, databaseUrl: databaseUrl(), line }, { limit_s: 0 })
    expect(await finishRun(api, simulatePath, viewer, rulesWith(28))).toMatchObject({
      state: 'failed',
      problem: { kind: 'run_failed' },
    })
  })

  test('a run is left to the next process when this one is asked to go', async () => {
    const leaving = AbortSignal.abort()
    api.ports.carryOutApart = (job) =>
      carryOutInThread({ job, databaseUrl: databaseUrl(), line }, { leaving, limit_s: 60 })
    const { id } = await ask(simulate(viewer, 27))
    await runDueJobs(runRunner(api.ports, 'leaving'))
    const [job] = await db<{ state: string; attempts: number }[]>`
      select state, attempts from job where kind = 'do_run' and payload ->> 'runId' = ${id}`
    expect(job).toEqual({ state: 'ready', attempts: 0 })
  })
})
