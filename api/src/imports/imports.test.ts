import { runDueJobs } from '@tamaru/db'
import { CURRENT_WORDING, seededRandom } from '@tamaru/domain'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { atLength } from '../../../tests/support/at-length.ts'
import { pollRun } from '../../../tests/support/finish-run.ts'
import { makeLineUserId, makeShopper } from '../../../tests/support/make-people.ts'
import { mortalPorts } from '../../../tests/support/mortal-ports.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { answerConsent } from '../consent/answer-consent.ts'
import { forgetOld } from '../retention/forget-old.ts'
import { runRunner } from '../run-runner.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const PEOPLE = atLength(40, 2_000)

let manager: string
let tea: string
const members: string[] = []
beforeAll(async () => {
  manager = (await logInStaff(api, 'manager')).token
  for (let n = 0; n < PEOPLE; n++) {
    const lineUserId = makeLineUserId()
    members.push(lineUserId)
    await makeShopper(api.db, api.account.id, { lineUserId })
  }
  const made = await api.call('POST', '/api/staff/tags', { as: manager, json: { name: '興味/お茶' } })
  tea = ((await made.json()) as { id: string }).id
})

interface Report {
  id: string
  rows: number
  taken: number
  refused: number
  people: { known: number; added: number }
  values: Record<string, number>
  tags: Record<string, number>
  firstFaults: { row: number; field: string; fault: string }[]
  conflicts: { row: number; field: string; known: string; written: string }[]
  kind?: string
  note?: string
}
const send = async (path: string, body: string | Uint8Array, type = 'text/csv') => {
  const headers = { authorization: `Bearer ${manager}`, 'content-type': type }
  const answer = await api.app.request(path, { method: 'POST', headers, body: body as never })
  return { status: answer.status, body: (await answer.json()) as Report }
}
const take = (body: string, { dryRun = false, query = '' } = {}) =>
  send(`/api/staff/shoppers/import?dryRun=${dryRun}${query}`, body)
/** Sends a file, says what its columns are, and has it looked at or taken in. */
const run = async (file: string | Uint8Array, mapping: object, step: 'check' | 'take' = 'take') => {
  const { status, body } = await send('/api/staff/imports?name=a.csv', file)
  expect(status, body.note).toBe(201)
  const path = `/api/staff/imports/${body.id}/${step}`
  const asked = await api.call('POST', path, { as: manager, json: mapping })
  const { id } = (await asked.json()) as { id: string }
  expect(asked.status).toBe(202)
  await api.workJobs()
  return { importId: body.id, ...(await pollRun(api, id, manager)) }
}
const undo = async (importId: string) => {
  const asked = await api.call('POST', `/api/staff/imports/${importId}/undo`, { as: manager })
  const { id } = (await asked.json()) as { id: string }
  await api.workJobs()
  return pollRun(api, id, manager)
}
/** All that an import can have changed, without when. */
const state = async () => ({
  values: await api.db`
    select s.line_user_id, p.attribute, p.value from person_attribute p join shopper s on s.id = p.shopper_id order by 1, 2`,
  tags: await api.db`
    select s.line_user_id, p.tag_id from person_tag p join shopper s on s.id = p.shopper_id order by 1, 2`,
})
const line = (...cells: string[]) => cells.join(',')
const BIRTHDAYS = { columns: { ID: 'line_user_id', 誕生日: 'attribute:birthday' } }

describe('a file', () => {
  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 as Excel marks it', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ])('in %s is read, and says what its columns may be', async (_, encode) => {
    const text = `ユーザーID,誕生日,備考,ポイント残高\r\n${members[0]},1990/1/2,"改行\r\nと,読点",5\r\n\r\n`
    const { status, body } = await send('/api/staff/imports', encode(text))
    expect(status).toBe(201)
    expect(body).toMatchObject({
      outline: {
        ...{ rows: 1, encoding: 'utf-8' },
        columns: [
          { head: 'ユーザーID', proposed: 'line_user_id', sample: [members[0]] },
          { head: '誕生日', proposed: 'attribute:birthday' },
          { head: '備考', proposed: null, sample: ['改行\r\nと,読点'] },
          { head: 'ポイント残高', proposed: 'ignore', isBalance: true },
        ],
      },
    })
    // Whoever comes back to it finds it so.
    const shown = await api.call('GET', `/api/staff/imports/${body.id}`, { as: manager })
    expect(await shown.json()).toEqual(body)
  })

  test('in Shift_JIS, as Excel writes it, is read as what it says', async () => {
    // 性別, 女性
    const bytes = Buffer.concat([
      Buffer.from([0x90, 0xab, 0x95, 0xca]),
      Buffer.from(`,line_user_id\r\n`),
      Buffer.from([0x8f, 0x97, 0x90, 0xab]),
      Buffer.from(`,${members[1]}\r\n`),
    ])
    const done = await run(bytes, { columns: { 性別: 'attribute:gender', line_user_id: 'line_user_id' } })
    expect(done).toMatchObject({ state: 'done', result: { taken: 1, values: { added: 1 } } })
  })

  test.each([
    [Buffer.from([0xff, 0xfe, 0xff, 0x81]), 'neither UTF-8'],
    ['a,a\n1,2', 'heads'],
    ['a,"b', 'Quote'],
    ['', 'heads'],
  ])('that is none is refused', async (bytes, why) => {
    expect(await send('/api/staff/imports', bytes)).toMatchObject({
      ...{ status: 400, body: { kind: 'import_faulty', note: expect.stringContaining(why) as string } },
    })
  })

  test('is refused where a column is not said, or is not there, or holds points', async () => {
    const of = (heads: string) => take(`${heads}\n${members[0]},1`)
    expect(await of('line_user_id,誕生日')).toMatchObject({ status: 400, body: { kind: 'import_faulty' } })
    expect(await of('line_user_id,attribute:age_band')).toMatchObject({ body: { kind: 'import_faulty' } })
    expect(await of('line_user_id,tag:ない/タグ')).toMatchObject({ body: { kind: 'import_faulty' } })
    expect(await of('tags,attribute:birthday')).toMatchObject({ body: { kind: 'import_faulty' } })
    expect(await of('line_user_id,保有ポイント')).toMatchObject({ body: { kind: 'import_of_balances' } })
  })
})

describe('what is taken in', () => {
  test('is looked at first: what is new, what is other, and each row that is refused, as a file', async () => {
    const [stranger, friend] = [makeLineUserId(), (await meetPerson(api)).userId]
    await take(`line_user_id,attribute:birthday\n${members[2]},1970-01-01`)
    const before = await state()
    const file = [
      'line_user_id,attribute:birthday,tags',
      line(members[2]!, '1971-01-01', '興味/お茶'),
      line(members[3]!, '1980-02-30', ''),
      line(members[4]!, '1980-01-01', '興味/紅茶'),
      line(stranger, '1980-01-01', ''),
      line(friend, '1980-01-01', ''),
      line('', '1980-01-01', ''),
      line(members[2]!, '1972-01-01', ''),
      'x',
    ].join('\n')
    const { body } = await take(file, { dryRun: true })
    expect(body).toMatchObject({
      ...{ dryRun: true, rows: 8, taken: 2, refused: 6, people: { known: 1, added: 1 } },
      ...{ values: { added: 1, replaced: 1 }, tags: { added: 1 } },
      firstFaults: [
        { row: 3, field: 'attribute:birthday', fault: 'not_a_date', written: '1980-02-30' },
        { row: 4, field: 'tags', fault: 'tag_unknown' },
        { row: 5, field: 'line_user_id', fault: 'line_user_unknown' },
        { row: 7, fault: 'no_key' },
        { row: 8, fault: 'told_otherwise_above' },
        { row: 9, fault: 'other_columns' },
      ],
      conflicts: [{ row: 2, field: 'birthday', known: '1970-01-01', written: '1971-01-01' }],
    })
    expect(await state()).toEqual(before)
    const { importId } = body as unknown as { importId: string }
    const faults = await api.call('GET', `/api/staff/imports/${importId}/faults.csv`, { as: manager })
    const text = await faults.text()
    expect(text.split('\r\n')).toHaveLength(8)
    expect(text).toContain('3,attribute:birthday,1980-02-30,日付ではありません(例: 1990-04-01),')
    expect(text).toContain('別のプロバイダー')
    // `keep` leaves what is known.
    expect((await take(file, { dryRun: true, query: '&conflicts=keep' })).body.values).toMatchObject({
      ...{ replaced: 0, kept: 1 },
    })
    expect((await take(file)).body).toMatchObject({ taken: 2, values: { added: 1, replaced: 1 } })
    const twice = (await take(file)).body
    expect(twice).toMatchObject({ taken: 2, values: { added: 0, replaced: 0, same: 2 }, tags: { added: 0 } })
  })

  test('is told of once, and undone as a whole but for what was said since', async () => {
    const before = await state()
    const rows = members.slice(5, 9).map((id) => line(id, '1991-09-09'))
    const done = await run(`ID,誕生日\n${rows.join('\n')}`, BIRTHDAYS)
    expect(done).toMatchObject({ state: 'done', result: { values: { added: 4 } } })
    const told = await api.db<{ n: number }[]>`
      select count(*)::int as n from happening h join shopper s on s.id = h.shopper_id
      where s.line_user_id in ${api.db(members.slice(5, 9))} and kind = 'attribute_set'`
    expect(told[0]!.n).toBe(4)
    await take(`line_user_id,attribute:birthday\n${members[5]},1992-01-01`)
    expect(await undo(done.importId)).toMatchObject({ state: 'done', result: { values: 3 } })
    const after = await state()
    expect(after.values.filter(({ lineUserId }) => lineUserId !== members[5])).toEqual([...before.values])
    const again = await api.call('POST', `/api/staff/imports/${done.importId}/undo`, { as: manager })
    expect(again.status).toBe(409)
    const retake = await api.call('POST', `/api/staff/imports/${done.importId}/take`, {
      ...{ as: manager, json: BIRTHDAYS },
    })
    expect(retake.status).toBe(409)
  })

  test('of many rows is a run, whole or not at all, wherever its process is killed', async () => {
    const random = seededRandom(3)
    const below = (bound: number) => Math.floor(random() * bound)
    const known = new Set(members)
    const start = await state()
    let died = 0
    for (let round = 0; round < atLength(6, 60); round++) {
      const rows = members.map((id) =>
        line(id, `19${50 + below(40)}-01-01`, below(2) === 0 ? '興味/お茶' : ''),
      )
      const file = `ID,誕生日,タグ\n${rows.join('\n')}`
      const { body } = await send('/api/staff/imports', file)
      const mapping = { columns: { ...BIRTHDAYS.columns, タグ: 'tags' } }
      const path = `/api/staff/imports/${body.id}/take`
      const asked = await api.call('POST', path, { as: manager, json: mapping })
      const { id } = (await asked.json()) as { id: string }
      const before = await state()
      const mortal = mortalPorts(api.ports, 1 + below(60))
      await runDueJobs(runRunner(mortal.ports, 'mortal')).catch(() => {})
      if ((await pollRun(api, id, manager)).state !== 'done') {
        expect(await state()).toEqual(before)
        died++
      }
      api.clock.pass(60)
      await api.db`update job set lease_until = now() - interval '1 second' where state = 'leased'`
      await api.workJobs()
      expect(await pollRun(api, id, manager)).toMatchObject({ state: 'done', result: { taken: PEOPLE } })
      const { values } = await state()
      const now = new Map(
        values.map(({ lineUserId, value, attribute }) => [`${lineUserId} ${attribute}`, value]),
      )
      for (const row of rows) {
        const [who, birthday] = row.split(',')
        expect(known.has(who!) && now.get(`${who} birthday`)).toBe(birthday)
      }
      expect(await undo(body.id)).toMatchObject({ state: 'done' })
      expect(await state()).toEqual(start)
    }
    expect(died).toBeGreaterThan(1)
  }, 120_000)

  test('of friends is refused in plain words where LINE does not tell them, and else makes them known', async () => {
    const { userId } = await meetPerson(api)
    const followers = async () => {
      const asked = await api.call('POST', '/api/staff/imports/followers?dryRun=false', { as: manager })
      await api.workJobs()
      return pollRun(api, ((await asked.json()) as { id: string }).id, manager)
    }
    const { line: real } = api.ports
    api.ports.line = { ...real, followers: async () => ({ outcome: 'not_verified' }) }
    expect(await followers()).toMatchObject({ state: 'failed', problem: { kind: 'followers_not_told' } })
    api.ports.line = real
    expect(await followers()).toMatchObject({ state: 'done', result: { refused: 0 } })
    expect(await api.db`select 1 from shopper where line_user_id = ${userId}`).toHaveLength(1)
  })

  test('goes with its file after its days; what came of it stays', async () => {
    const { importId } = await run(`ID,誕生日\n${members[9]},1999-99-99`, BIRTHDAYS)
    api.clock.pass(8 * 86_400)
    manager = (await logInStaff(api, 'manager')).token
    await forgetOld(api.ports)
    const shown = await api.call('GET', `/api/staff/imports/${importId}`, { as: manager })
    expect(await shown.json()).toMatchObject({
      hasFile: false,
      outline: null,
      report: { refused: 1, firstFaults: [] },
    })
    expect((await api.call('GET', `/api/staff/imports/${importId}/faults.csv`, { as: manager })).status).toBe(
      404,
    )
  })
})

describe('purchases in the brand’s own shops', () => {
  const heads = 'line_user_id,purchase:on,purchase:goods,purchase:yen,purchase:number'
  const bought = async () =>
    api.db`select bought_on::text as on, goods, yen::int as yen, number from shop_purchase order by id`

  test('are taken in once, are known otherwise by name, are a segment’s, and are undone', async () => {
    const friend = await logInShopper(api)
    await answerConsent(api.ports, friend.shopper, 'analysis', {
      given: true,
      wording: CURRENT_WORDING,
      noticeVersion: 1,
    })
    const of = friend.shopper.id
    const file = (yen: string) =>
      [
        heads.replace('line_user_id', 'shopper_id'),
        line(of, '2026-01-05 12:30', 'ミナト 緑茶 500ml', `"${yen}"`, 'A-1'),
        line(of, '2026/1/6', '湯のみ', '800円', ''),
        line(of, '2026/1/6', '湯のみ', '800円', ''),
        line(of, '2999-01-01', '湯のみ', '800', ''),
        line(of, '2026-01-06', '', '800', ''),
        line(of, '2026-01-06', '湯のみ', '安い', ''),
      ].join('\n')
    const first = await take(file('1,280'))
    expect(first.body).toMatchObject({
      ...{ taken: 3, refused: 3, purchases: { added: 3, same: 0 } },
      firstFaults: [
        { row: 5, field: 'purchase:on', fault: 'not_a_day_of_purchase' },
        { row: 6, fault: 'purchase_incomplete' },
        { row: 7, field: 'purchase:yen', fault: 'not_yen', written: '安い' },
      ],
    })
    const told = await bought()
    expect(told).toMatchObject([
      { on: '2026-01-05', goods: 'ミナト 緑茶 500ml', yen: 1280, number: 'A-1' },
      { on: '2026-01-06', yen: 800, number: '' },
      { on: '2026-01-06', yen: 800, number: '' },
    ])
    expect((await take(file('¥1280'))).body).toMatchObject({ purchases: { added: 0, same: 3 } })
    const other = await take(file('999'))
    expect(other.body).toMatchObject({
      purchases: { added: 0, same: 2, kept: 1 },
      conflicts: [{ row: 2, field: 'purchase', known: '2026-01-05  1280円 1個' }],
    })
    expect(await bought()).toEqual(told)
    // They are no receipts, and give no points.
    const shown = await api.call('GET', `/api/staff/shoppers/${of}`, { as: manager })
    expect(await shown.json()).toMatchObject({
      known: { receipts: 0, points: 0 },
      ownShop: {
        purchases: 3,
        yen: 2880,
        last: [{ goods: '湯のみ' }, { goods: '湯のみ' }, { on: '2026-01-05' }],
      },
    })
    const meant = async () => {
      const asked = await api.call('POST', '/api/staff/segments/count', {
        ...{ as: manager, json: { rule: { kind: 'own_shop', atLeast: 2880 } } },
      })
      return ((await asked.json()) as { count: number }).count
    }
    expect(await meant()).toBe(1)
    const { importId } = first.body as unknown as { importId: string }
    expect(await undo(importId)).toMatchObject({ state: 'done', result: { purchases: 3 } })
    expect([await bought(), await meant()]).toEqual([[], 0])
  })
})

describe('docs/import.md', () => {
  const page = readFileSync(new URL('../../../docs/import.md', import.meta.url), 'utf8')
  const blocks = (of: string) =>
    [...page.matchAll(new RegExp(`\`\`\`${of}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text!)
  const filled = (text: string) => text.replace('<U1>', members[10]!).replace('<U2>', members[11]!)

  test.each(blocks('csv').map((file, n) => [file, blocks('json')[n]!] as const))(
    '%s',
    async (file, mapping) => {
      const done = await run(filled(file), JSON.parse(mapping) as object, 'check')
      expect(done).toMatchObject({ state: 'done', result: { rows: 2, taken: 2, refused: 0 } })
    },
  )

  test('what a program sends', async () => {
    const [text] = blocks('ndjson')
    const path = '/api/staff/shoppers/import?dryRun=false'
    const { status, body } = await send(path, filled(text!), 'application/x-ndjson')
    expect([status, body]).toMatchObject([200, { taken: 2, values: { added: 2 }, tags: { added: 1 } }])
    expect(await api.db`select 1 from person_tag where tag_id = ${tea}`).not.toHaveLength(0)
  })
})
