import { inTransaction } from '@tamaru/db'
import { afterAll, expect, test } from 'vitest'
import { logInShopper, logInStaff, saidTo, wordsOf } from '../../../tests/support/act-in-line.ts'
import { makeNewReading, recordReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

test('an entry whose settling is given up goes to staff with a reason, and they can decide on it', async () => {
  const me = await logInShopper(api)
  const { id } = (await (await sendPhoto(api, me.token)).json()) as { id: string }
  await recordReading(api, id, makeNewReading())
  await api.db`update job set max_attempts = 1 where kind = 'settle_entry'`
  await api.db`create function refuse() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`
  await api.db`create trigger broken before insert on judgement for each row execute function refuse()`
  await api.workJobs()
  await api.db`drop trigger broken on judgement`
  const [job] = await api.db`select state, last_error from job where kind = 'settle_entry'`
  expect(job).toMatchObject({ state: 'buried', lastError: expect.stringContaining('broken') })

  await api.workJobs()
  expect((await saidTo(api, me.userId)).map(wordsOf)).toContain('レシートを確認しています')
  const { token } = await logInStaff(api, 'reviewer')
  const shown = await (await api.call('GET', `/api/staff/entries/${id}`, { as: token })).json()
  expect(shown).toMatchObject({ state: 'needs_review' })
  expect(JSON.stringify(shown)).toContain('自動判定を完了できませんでした')
  const decided = await api.call('POST', `/api/staff/entries/${id}/decision`, {
    as: token,
    json: { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] },
  })
  expect(decided.status).toBe(200)
})

/** Sends a receipt whose settling is given up: whoever was at it died, and there is no further try. */
async function giveUpSettling(given: { reading?: { items: string } } = {}) {
  const me = await logInShopper(api)
  const { id } = (await (await sendPhoto(api, me.token)).json()) as { id: string }
  await recordReading(api, id, makeNewReading())
  if (given.reading)
    await inTransaction(api.db, async (sql) => {
      await sql`set local session_replication_role = replica`
      await sql`update reading set reading = ${sql.json(given.reading!)} where entry_id = ${id}`
    })
  await api.db`update job set max_attempts = 1, attempts = 1, state = 'leased', lease_until = now() - interval '1 s'
    where kind = 'settle_entry' and natural_key = ${id}`
  await api.workJobs()
  await api.workJobs()
  return { me, id }
}

test('an entry whose stored reading is not understood any more goes to staff, and hides no other', async () => {
  const { me, id } = await giveUpSettling({ reading: { items: 'of an older kind' } })
  const { token } = await logInStaff(api, 'reviewer')
  const shown = await (await api.call('GET', `/api/staff/entries/${id}`, { as: token })).json()
  expect(shown).toMatchObject({ state: 'needs_review' })
  expect(JSON.stringify(shown)).toContain('自動判定を完了できませんでした')
  for (const path of ['/api/entries', `/api/entries/${id}`])
    expect((await api.call('GET', path, { as: me.token })).status).toBe(200)
  const json = { outcome: 'rejected', reason: 'レシートを確認できませんでした' }
  const decided = await api.call('POST', `/api/staff/entries/${id}/decision`, { as: token, json })
  expect([decided.status, await decided.text()]).toEqual([200, expect.any(String)])
})

test('an entry for which no campaign is in force goes to staff, who decide once one is', async () => {
  await api.db`update campaign set state = 'ended', ended_at = '2020-01-01'`
  const { me, id } = await giveUpSettling()
  const { token } = await logInStaff(api, 'reviewer')
  const shown = await (await api.call('GET', `/api/staff/entries/${id}`, { as: token })).json()
  expect(shown).toMatchObject({ state: 'needs_review' })
  expect((await api.call('GET', `/api/entries/${id}`, { as: me.token })).status).toBe(200)
  const decide = async () => {
    const json = { outcome: 'rejected', reason: 'レシートを確認できませんでした' }
    return api.call('POST', `/api/staff/entries/${id}/decision`, { as: token, json })
  }
  expect(await (await decide()).json()).toMatchObject({ status: 409, kind: 'no_campaign_in_force' })
  await api.db`update campaign set state = 'published', ended_at = null`
  expect((await decide()).status).toBe(200)
})
