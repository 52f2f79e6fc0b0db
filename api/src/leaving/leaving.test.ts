import {
  books,
  draws,
  entries,
  erasures,
  hashing,
  inTransaction,
  jobs,
  judgements,
  PERSON_TABLES,
  verifyAuditChain,
  type Sql,
} from '@tamaru/db'
import { photoKey } from '@tamaru/db/photo-store'
import { DrawRecord, verifyDraw, type JobPayload, type JobKind, type JobToDo } from '@tamaru/domain'
import { createHash, randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  makePhoto,
  meetPerson,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import {
  daysAgo,
  enterAndSettle,
  enterReceipt,
  makeNewReading,
  sendPhoto,
} from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { holdTable } from '../../../tests/support/hold-table.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { rejudge } from '../entries/rejudge.ts'
import { submitEntry } from '../entries/submit-entry.ts'
import { erasePerson } from './erase-person.ts'

const prize = { id: 'tea', name: '緑茶', oneIn: 1, stock: 50, points: 5, value_yen: null }
const draw = {
  id: 'grand',
  name: '旅行券',
  winners: 1,
  drawnFrom: daysAgo(1),
  ticketPer: 'entry' as const,
  value_yen: null,
}
const api = await startApi({
  rules: { surveyAfter_min: 0, draws: [{ ...draw, oncePerPerson: true }], instantWin: { prizes: [prize] } },
})
afterAll(() => api[Symbol.asyncDispose]())
const accountId = api.account.id

const { token: owner, person: member } = await logInStaff(api, 'owner')
const staffPost = async (path: string, json: object = {}) => {
  const answer = await api.call('POST', path, { as: owner, json })
  expect(answer.status, await answer.clone().text()).toBeLessThan(300)
  return (await answer.json().catch(() => ({}))) as { id: string }
}
const NAMES = ['夜桜はな', '夜桜たろう', '夜桜じろう']
const CHAT = 'ひみつのそうだんです'
const ANSWER = 'はなのかんそうです'
const STAFF_WORDS = '夜桜はなさんに電話で確認しました'
const known = async (displayName: string) => logInShopper(api, await meetPerson(api, { displayName }))

const terms = {
  name: { ja: '緑茶 1本', en: 'A bottle of green tea' },
  words: { ja: 'レジで。', en: 'At the till.' },
  cost_points: 1,
  couponDays: 14,
}
let reward: { id: string }
const getCoupon = async ({ token: as }: LoggedIn) => {
  const headers = { 'idempotency-key': randomUUID() }
  const answer = await api.call('POST', `/api/rewards/${reward.id}/exchange`, { as, headers })
  return (await answer.json()) as { id: string }
}

/** A life with some of everything, lived through the product's own doors. */
let [hana, taro, jiro] = [] as unknown as [LoggedIn, LoggedIn, LoggedIn]
const receipt = makeNewReading()
const sharedPhoto = makePhoto()
let photos: string[]
let shared: string
const hashOfEntry = async (id: string) =>
  (await api.db<{ sha: string }[]>`select photo_sha256 as sha from entry where id = ${id}`)[0]!.sha

beforeAll(async () => {
  taro = await known(NAMES[1]!)
  await enterAndSettle(api, taro)
  await finishRun(api, `/api/staff/campaigns/${api.campaign.campaignId}/draws/grand/freeze`, owner)
  await staffPost(`/api/staff/campaigns/${api.campaign.campaignId}/draws/grand/draw`, {})

  hana = await known(NAMES[0]!)
  const first = await enterAndSettle(api, hana, receipt)
  await enterAndSettle(api, hana)
  const rejected = await enterAndSettle(api, hana, makeNewReading({ confidence: 0.4 }))
  await staffPost(`/api/staff/entries/${rejected.id}/decision`, { outcome: 'rejected', reason: STAFF_WORDS })
  const survey = await (await api.call('GET', '/api/survey', { as: hana.token })).json()
  await api.call('POST', `/api/survey/${(survey as { invitation: { id: string } }).invitation.id}/answer`, {
    as: hana.token,
    json: { score: 9, reason: ANSWER },
  })
  reward = await staffPost('/api/staff/rewards', { kind: 'till_code', terms })
  const coupon = await getCoupon(hana)
  await staffPost(`/api/staff/coupons/${coupon.id}/cancel`, { reason: STAFF_WORDS })
  // As the log was written before words stood beside its chain.
  await api.db`
    insert into audit_event (account_id, act, subject, after, at)
    values (${accountId}, 'entry.revoke', ${`entry:${first.id}`}, ${api.db.json({ reason: STAFF_WORDS })},
            ${api.ports.now()})`

  const other = await logInShopper(api)
  const others = await enterAndSettle(api, other, makeNewReading({ confidence: 0.4 }))
  await staffPost(`/api/staff/entries/${others.id}/decision`, {
    outcome: 'rejected',
    reason: '日付が読めません',
  })

  jiro = await known(NAMES[2]!)
  const mine = (await (await sendPhoto(api, jiro.token, { photo: sharedPhoto })).json()) as { id: string }
  await sendPhoto(api, jiro.token)
  await enterReceipt(api, jiro)
  await api.control('/send', { userId: jiro.userId, type: 'text', text: CHAT })
  await sendPhoto(api, other.token, { photo: sharedPhoto })
  shared = await hashOfEntry(mine.id)
  photos = (
    await api.db<{ sha: string }[]>`
    select photo_sha256 as sha from entry where shopper_id in ${api.db([hana, taro, jiro].map(({ shopper }) => shopper.id))}`
  ).map(({ sha }) => sha)
})

const people = () => [hana, taro, jiro]
const whose = ({ shopper }: LoggedIn) => ({ accountId, shopperId: shopper.id })

/** Every table, and how many of its rows hold any of these words in any column. */
async function search(...words: string[]): Promise<string[]> {
  const tables = await api.db<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const found: string[] = []
  for (const { name } of tables)
    for (const word of words) {
      const rows = await api.db`select 1 from ${api.db(name)} t where t::text like ${`%${word}%`} limit 1`
      if (rows.length > 0) found.push(`${name}: ${word}`)
    }
  return found
}
const count = async (table: string, of: LoggedIn) =>
  (
    await api.db`select count(*)::int as n from ${api.db(table)} t where ${PERSON_TABLES[table]!.isOf(api.db, whose(of))}`
  )[0]!.n as number

describe('before anybody leaves', () => {
  test('the house is full of what leads to them', async () => {
    const found = await search(...NAMES, ...people().map(({ userId }) => userId), CHAT, ANSWER, STAFF_WORDS)
    for (const table of [
      'shopper',
      'webhook_event',
      'survey_answer',
      'audit_words',
      'audit_event',
      'judgement',
      'entry',
    ])
      expect(
        found.some((each) => each.startsWith(`${table}:`)),
        table,
      ).toBe(true)
    for (const table of ['job', 'coupon', 'outbox_message', 'draw_ticket', 'instant_play', 'lot'])
      expect(
        (await Promise.all(people().map((person) => count(table, person)))).some((n) => n > 0),
        table,
      ).toBe(true)
  })

  test('a person can have all that is kept of them', async () => {
    const answer = await api.call('GET', '/api/me/export', { as: hana.token })
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const { kept } = (await answer.json()) as { kept: Record<string, Record<string, unknown>[]> }
    expect(kept.shopper).toMatchObject([{ lineUserId: hana.userId, displayName: NAMES[0] }])
    expect([kept.entry!.length, kept.survey_answer]).toEqual([
      3,
      [expect.objectContaining({ reason: ANSWER })],
    ])
    expect(JSON.stringify(kept)).not.toContain(taro.shopper.id)
  })

  test('with the bytes of their photos, as the mini-app gives it', async () => {
    const answer = await api.call('GET', '/api/me/export.zip', { as: hana.token })
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const { kept } = JSON.parse(strFromU8(files['person.json']!)) as {
      kept: Record<string, { photoSha256: string }[]>
    }
    const sent = new Set(kept.entry!.map(({ photoSha256 }) => photoSha256))
    expect(Object.keys(files)).toHaveLength(1 + sent.size)
    for (const sha of sent) {
      const [name] = Object.keys(files).filter((each) => each.startsWith(`photos/${sha}.`))
      expect(files[name!]).toEqual(new Uint8Array((await api.ports.photos.get(photoKey(accountId, sha)))!))
    }
  })

  test('what they get is of one moment, whatever happens while it is gathered', async () => {
    const me = await logInShopper(api)
    const letGo = await holdTable(api.db, 'coupon')
    const asked = api.call('GET', '/api/me/export', { as: me.token })
    const waits = async () =>
      (await api.db`select 1 from pg_locks where relation = 'coupon'::regclass and not granted`).length
    await expect.poll(waits).toBe(1)
    await answerConsent(api, me, true, 'offers')
    await letGo()
    const { kept } = (await (await asked).json()) as { kept: Record<string, object[]> }
    expect([
      kept.consent_event,
      kept.happening!.filter((each) => JSON.stringify(each).includes('offers')),
    ]).toEqual([[], []])
    const { kept: later } = (await (await api.call('GET', '/api/me/export', { as: me.token })).json()) as {
      kept: Record<string, object[]>
    }
    expect(later.consent_event).toHaveLength(1)
    expect(JSON.stringify(later.happening)).toContain('offers')
  })

  test('an erasure that is killed has done nothing', async () => {
    const before = await search(NAMES[0]!)
    const killed = inTransaction(api.db, async (sql) => {
      await erasures.erase(sql, whose(hana), { askedBy: 'operator' }, api.ports.now())
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await search(NAMES[0]!)).toEqual(before)
  })

  test('nothing is deleted unless it is asked for on purpose', async () => {
    expect((await api.call('POST', '/api/me/erasure', { as: hana.token, json: {} })).status).toBe(400)
  })
})

describe('three people leave', () => {
  const stayed = new Map<string, number>()
  let job: { id: string; leaseToken: string }
  let waiting: string[]
  beforeAll(async () => {
    await enqueueOfEveryKind()
    waiting = (await api.db`select id from job where run_at >= '2099-01-01'`).map(({ id }) => id as string)
    for (const [table, { takes }] of Object.entries(PERSON_TABLES))
      if (takes !== 'rows' && table !== 'webhook_event')
        for (const person of people()) stayed.set(`${table} ${person.userId}`, await count(table, person))
    // Somebody is at work on a photo of theirs at this moment.
    const [leased] = await api.db<{ id: string; leaseToken: string }[]>`
      update job set state = 'leased', lease_until = now() + interval '1 minute', lease_token = gen_random_uuid()
      where kind = 'settle_entry' and state = 'ready' returning id, lease_token`
    job = leased!
    const { accessToken } = await api.control<{ accessToken: string }>('/access-token', { sub: hana.userId })
    const left = await api.call('POST', '/api/me/erasure', {
      as: hana.token,
      json: { confirmed: true, accessToken },
    })
    expect(await left.json()).toMatchObject({
      lineTold: true,
      removed: { entries: 3, answers: 1, staffWords: 3 },
    })
    const asked = await api.call('POST', `/api/staff/people/${taro.shopper.id}/erasure`, {
      as: owner,
      json: { confirmed: true },
    })
    expect(await asked.json()).toMatchObject({
      lineTold: false,
      askedBy: 'staff',
      shopperId: taro.shopper.id,
    })
    await erasePerson(api.ports, whose(jiro), { askedBy: 'operator' })
    await api.workJobs()
  })

  /** Work that waits for them, of each kind that there is, far from being due. */
  async function enqueueOfEveryKind() {
    const [entry] = await api.db`select id from entry where shopper_id = ${hana.shopper.id}`
    const [message] = await api.db`select id from outbox_message where shopper_id = ${hana.shopper.id}`
    const [event] = await api.db`
      select webhook_event_id from webhook_event
      where handled_at is null and event -> 'source' ->> 'userId' = ${jiro.userId}`
    const [happening] = await api.db`select id, at from happening where shopper_id = ${hana.shopper.id}`
    const ofEntry = { entryId: entry!.id as string }
    const payloads: { [K in JobKind]: JobPayload<K> | null } = {
      read_receipt: ofEntry,
      settle_entry: ofEntry,
      follow_up_credit: ofEntry,
      react: { happeningId: String(happening!.id), at: (happening!.at as Date).toISOString() },
      handle_webhook_event: { webhookEventId: event!.webhookEventId as string },
      send_message: { messageId: message!.id as string },
      remind_expiry: { shopperId: taro.shopper.id, expiresOn: '2099-01-31' },
      // Of no person: a photo that nobody shows, and what staff asked for.
      delete_photo: null,
      keep_line_audience: null,
      do_run: null,
    }
    for (const [kind, payload] of Object.entries(payloads))
      if (payload)
        await jobs.enqueue(api.db, {
          ...({ kind, payload } as JobToDo),
          accountId,
          runAt: new Date('2099-01-01'),
          now: api.ports.now(),
        })
  }

  test('nothing in any column of any table names them, or repeats what they or staff wrote', async () => {
    expect(
      await search(...NAMES, ...people().map(({ userId }) => userId), CHAT, ANSWER, STAFF_WORDS),
    ).toEqual([])
  })

  test('of each table goes what the list says, and the rest stays', async () => {
    for (const [table, { takes }] of Object.entries(PERSON_TABLES))
      for (const person of people())
        if (takes === 'rows') expect(await count(table, person), table).toBe(0)
        else if (!['webhook_event', 'erasure', 'audit_event', 'person_touched'].includes(table))
          expect(await count(table, person), table).toBe(stayed.get(`${table} ${person.userId}`))
  })

  test('the books, judgements, the audit log and the draw are as sound as before', async () => {
    expect(await books.findFaults(api.db)).toEqual([])
    const kept = await judgements.listByMachine(api.db, accountId, '0', 500)
    expect(kept.length).toBeGreaterThan(3)
    expect(kept.map((each) => rejudge(each, api.campaign.rules)).filter((otherwise) => otherwise)).toEqual([])
    expect(await verifyAuditChain(api.db, accountId)).toMatchObject({ fault: null, erased: 3 })
    await draws.reveal(api.db, accountId, api.campaign.campaignId, member.id, api.ports.now())
    const record = await (await api.call('GET', `/api/draws/${api.campaign.campaignId}`)).json()
    expect(verifyDraw(DrawRecord.parse(record), hashing)).toEqual([])
  })

  test('the same receipt, and the same photo, are still known', async () => {
    const again = await enterAndSettle(api, await logInShopper(api), receipt)
    expect(again.state).not.toBe('approved')
  })

  test('photos are gone, but for those that somebody else sent too', async () => {
    for (const sha of photos)
      expect((await api.ports.photos.get(photoKey(accountId, sha))) !== undefined, sha).toBe(sha === shared)
  })

  test('whoever worked for them has lost the job, and no session of theirs holds', async () => {
    expect(await api.db`select 1 from job where id = ${job.id}`).toEqual([])
    expect(waiting).toHaveLength(7)
    expect(await api.db`select kind from job where id = any(${waiting})`).toEqual([])
    for (const { token } of [hana, taro, jiro])
      expect((await api.call('GET', '/api/me', { as: token })).status).toBe(401)
  })

  test('what comes for them afterwards finds nobody', async () => {
    // An upload that was on its way: its photo is stored already, and must go.
    const bytes = new Uint8Array(await makePhoto().arrayBuffer())
    const late = {
      accountId,
      shopperId: hana.shopper.id,
      bytes,
      source: 'app',
      idempotencyKey: 'late',
    } as const
    await expect(submitEntry(api.ports, late)).rejects.toMatchObject({ constraint_name: 'shopper_has_left' })
    await api.workJobs()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await api.ports.photos.get(photoKey(accountId, sha256))).toBe(undefined)
    await api.control('/send', { userId: jiro.userId, type: 'unfollow' })
    await api.workJobs()
    expect(await search(jiro.userId)).toEqual([])
  })

  test('the door past what is append-only is open in the erasure alone', async () => {
    const someone = await logInShopper(api)
    await enterAndSettle(api, someone)
    for (const change of [
      (sql: Sql) => sql`update reading set reading = '{}'`,
      (sql: Sql) => sql`delete from judgement`,
      (sql: Sql) => sql`delete from audit_words`,
      (sql: Sql) => sql`update entry set receipt_fingerprint = 'x' where state = 'approved'`,
      (sql: Sql) => sql`update audit_event set act = 'x'`,
      (sql: Sql) => sql`delete from erasure`,
      (sql: Sql) => sql`update erasure set removed = '{}'`,
    ]) {
      const tried = inTransaction(api.db, async (sql) => {
        await erasures.erase(sql, whose(someone), { askedBy: 'operator' }, api.ports.now())
        await change(sql)
        throw new Error('it was let through')
      })
      await expect(tried, String(change)).rejects.toMatchObject({ code: '23000' })
    }
  })

  test('a restore brings somebody back, and their receipt deletes them again', async () => {
    const someone = await known('夜桜しろう')
    await enterAndSettle(api, someone)
    let receipt: erasures.Erasure | undefined
    const undone = inTransaction(api.db, async (sql) => {
      const erased = await erasures.erase(sql, whose(someone), { askedBy: 'person' }, api.ports.now())
      receipt = erased!.receipt
      throw new Error('back to before')
    })
    await expect(undone).rejects.toThrow('back to before')
    expect(await search('夜桜しろう')).not.toEqual([])
    const by = { askedBy: 'restore', receiptId: receipt!.id } as const
    expect(await erasePerson(api.ports, whose(someone), by)).toMatchObject({
      id: receipt!.id,
      removed: receipt!.removed,
    })
    expect(await search('夜桜しろう', someone.userId)).toEqual([])
    expect(await verifyAuditChain(api.db, accountId)).toMatchObject({ fault: null })
  })

  test('staff write nothing about who has left, or is just leaving', async () => {
    const someone = await known('夜桜ごろう')
    const { id: entryId } = await enterAndSettle(api, someone)
    const { id: couponId } = await getCoupon(someone)
    const act = async (path: string) => {
      const answer = await api.call('POST', path, { as: owner, json: { reason: STAFF_WORDS } })
      return ((await answer.json()) as { kind?: string }).kind
    }
    const cancelling = await inTransaction(api.db, async (sql) => {
      await erasures.erase(sql, whose(someone), { askedBy: 'operator' }, api.ports.now())
      const begun = act(`/api/staff/coupons/${couponId}/cancel`)
      const waits = async () =>
        (await api.db`select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')`)
          .length
      await expect.poll(waits).toBe(1)
      return { begun }
    })
    expect(await cancelling.begun).toBe('person_has_left')
    expect(await act(`/api/staff/coupons/${couponId}/cancel`)).toBe('person_has_left')
    expect(await act(`/api/staff/entries/${entryId}/revocation`)).toBe('person_has_left')
    expect(await search(STAFF_WORDS)).toEqual([])
  })

  test('leaving twice is leaving once', async () => {
    const first = await erasures.find(api.db, whose(jiro))
    expect(await erasePerson(api.ports, whose(jiro), { askedBy: 'operator' })).toEqual(first)
    expect(
      await erasePerson(api.ports, { accountId, shopperId: randomUUID() }, { askedBy: 'operator' }),
    ).toBe(undefined)
  })

  test('who comes back is somebody new', async () => {
    const back = await known(NAMES[0]!)
    expect(back.shopper.id).not.toBe(hana.shopper.id)
    const points = await (await api.call('GET', '/api/points', { as: back.token })).json()
    expect(points).toMatchObject({ balance: 0 })
  })
})

test('a name of one’s own stays until LINE’s is wanted again', async () => {
  const person = await meetPerson(api, { displayName: 'LINEの名' })
  const me = await logInShopper(api, person)
  const call = async (displayName: string | null) =>
    (await api.call('PATCH', '/api/me', { as: me.token, json: { displayName } })).json()
  expect(await call('ほんとの名')).toMatchObject({ displayName: 'ほんとの名', hasOwnName: true })
  expect((await logInShopper(api, person)).shopper.displayName).toBe('ほんとの名')
  await call(null)
  expect((await logInShopper(api, person)).shopper.displayName).toBe('LINEの名')
})

test('staff find a person by their id or an entry’s, and stop their use for them', async () => {
  const me = await logInShopper(api)
  const entryId = await enterReceipt(api, me)
  const look = async (id: string) =>
    (await api.call('GET', `/api/staff/people?id=${id}`, { as: owner })).json() as Promise<object>
  for (const id of [me.shopper.id, entryId])
    expect(await look(id)).toMatchObject({ shopperId: me.shopper.id, stoppedAt: null, erasure: null })
  const use = async (stopped: boolean) =>
    (
      await api.call('PUT', `/api/staff/people/${me.shopper.id}/use`, { as: owner, json: { stopped } })
    ).json() as Promise<{ stoppedAt: string | null; kind?: string }>
  expect((await use(true)).stoppedAt).not.toBeNull()
  expect((await sendPhoto(api, me.token)).status).toBe(409)
  expect(await use(false)).toMatchObject({ stoppedAt: null })
  await erasePerson(api.ports, whose(me), { askedBy: 'operator' })
  expect(await look(entryId)).toMatchObject({ displayName: null, erasure: { shopperId: me.shopper.id } })
  expect(await use(true)).toMatchObject({ kind: 'person_has_left' })
  expect(await look(randomUUID())).toMatchObject({ kind: 'not_found' })
})

test('who stops their use hears nothing and enters nothing, until they resume it', async () => {
  const me = await logInShopper(api)
  const setStopped = (stopped: boolean) => api.call('PUT', '/api/me/use', { as: me.token, json: { stopped } })
  const waiting = await enterReceipt(api, me)
  await setStopped(true)
  await api.workJobs()
  expect((await entries.find(api.db, accountId, waiting))!.state).toBe('approved')
  const told = await api.db`
    select state, reason from outbox_message where shopper_id = ${me.shopper.id} and purpose = 'result'`
  expect(new Set(told.map(({ state, reason }) => `${state} ${reason}`))).toEqual(
    new Set(['discarded no_consent']),
  )
  const refused = await sendPhoto(api, me.token)
  expect([refused.status, await refused.json()]).toMatchObject([409, { kind: 'use_stopped' }])
  await setStopped(false)
  expect((await sendPhoto(api, me.token)).status).toBe(202)
})
