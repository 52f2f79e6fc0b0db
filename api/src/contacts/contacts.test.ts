import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerConsent, logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { RetentionDays } from '@tamaru/domain'
import { forgetOld } from '../retention/forget-old.ts'
import { contactKeys } from './contact-keys.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const ADDRESS = 'yozakura.hana@example.jp'
const NUMBER = '+819012345678'
const origin = '店頭の会員登録で本人から'
let owner: string
let hana: LoggedIn
beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
  hana = await logInShopper(api)
})

const path = (who: LoggedIn) => `/api/staff/shoppers/${who.shopper.id}/contacts`
const tell = (kind: string, value: string | null, who = hana) =>
  api.call('PUT', `${path(who)}/${kind}`, { as: owner, json: { value, origin } })
const shown = async (who = hana) => {
  const answer = await api.call('GET', path(who), { as: owner })
  return ((await answer.json()) as { contacts: Record<string, unknown>[] }).contacts
}
/** Every table that holds a word in any of its columns, as text or as bytes. */
const search = async (word: string) => {
  const tables = await api.db<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const bytes = Buffer.from(word).toString('hex')
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await api.db`
        select 1 from ${api.db(name)} t where t::text like ${`%${word}%`} or t::text like ${`%${bytes}%`} limit 1`
      return rows.length > 0 ? [name] : []
    }),
  )
  return found.flat()
}

describe('a contact', () => {
  test('is kept as it is compared, and is no consent to e-mail', async () => {
    expect((await tell('email', ' Yozakura.Hana＠Example.jp')).status).toBe(204)
    expect((await tell('phone', '０９０ー１２３４ー５６７８')).status).toBe(204)
    const [email, phone] = await shown()
    expect([email, phone]).toMatchObject([
      { kind: 'email', value: ADDRESS, origin, maySend: false },
      { kind: 'phone', value: NUMBER, maySend: false },
    ])
  })

  test('may be written to after its person’s own yes to e-mail, and no longer after their no', async () => {
    const policy = { email: { ground: 'tick', asked: true } }
    const { status } = await api.call('PATCH', '/api/staff/account', { as: owner, json: { consent: policy } })
    expect(status).toBe(200)
    await answerConsent(api, hana, true, 'email')
    expect(await shown()).toMatchObject([{ maySend: true }, { maySend: false }])
    await answerConsent(api, hana, false, 'email')
    expect(await shown()).toMatchObject([{ maySend: false }, { maySend: false }])
  })

  test('lies nowhere in the database or the log as it is, and none can be read with another key', async () => {
    for (const word of [ADDRESS, NUMBER, '9012345678', 'yozakura'])
      expect(await search(word), word).toEqual([])
    const logged = JSON.stringify(api.logs)
    for (const word of [ADDRESS, NUMBER, '9012345678']) expect(logged).not.toContain(word)
    const other = await contactKeys({ CONTACT_KEY: btoa('x'.repeat(32)) }, api.account.id)
    const [row] = await api.db<{ sealed: Uint8Array }[]>`select sealed from contact where kind = 'email'`
    const place = { shopperId: hana.shopper.id, kind: 'email' } as const
    expect(await other.open(place, row!.sealed)).toBe(null)
    const own = await contactKeys(api.ports.env, api.account.id)
    expect(await own.open(place, row!.sealed)).toBe(ADDRESS)
    // Moved to somebody else's row it opens no more.
    expect(await own.open({ ...place, shopperId: api.account.id }, row!.sealed)).toBe(null)
  })

  test('is given to its person in their download', async () => {
    const answer = await api.call('GET', '/api/me/export', { as: hana.token })
    const { kept } = (await answer.json()) as { kept: { contact: object[] } }
    expect(kept.contact).toMatchObject([
      { kind: 'email', value: ADDRESS, origin },
      { kind: 'phone', value: NUMBER },
    ])
    expect(JSON.stringify(kept.contact)).not.toContain('sealed')
  })

  test('is refused where it is none, and without a key', async () => {
    for (const [kind, value] of [
      ['email', 'hana'],
      ['phone', '110'],
      ['member', '…'],
    ] as const) {
      const answer = await tell(kind, value)
      expect([answer.status, await answer.json()]).toMatchObject([400, { kind: 'contact_faulty' }])
    }
    const { env } = api.ports
    api.ports.env = { ...env, CONTACT_KEY: undefined }
    const answer = await tell('email', ADDRESS)
    api.ports.env = env
    expect([answer.status, await answer.json()]).toMatchObject([409, { kind: 'contacts_not_set_up' }])
  })

  test('is let go when it is taken back, by age where the account says so, and with its person', async () => {
    await tell('phone', null)
    expect((await shown()).map(({ kind }) => kind)).toEqual(['email'])
    const { env } = api.ports
    const ports = { ...api.ports, env: { ...env, RETENTION_DAYS: RetentionDays.parse('contacts=30') } }
    expect((await forgetOld(ports)).contacts).toBe(0)
    const later = { ...ports, now: () => new Date(api.ports.now().getTime() + 31 * 86_400_000) }
    expect((await forgetOld(later)).contacts).toBe(1)
    const who = await logInShopper(api)
    await tell('member', 'MN-001', who)
    const json = { confirmed: true }
    await api.call('POST', `/api/staff/people/${who.shopper.id}/erasure`, { as: owner, json })
    expect(await api.db`select 1 from contact where shopper_id = ${who.shopper.id}`).toEqual([])
    expect((await tell('member', 'MN-001', who)).status).toBe(404)
  })
})

test('many are taken in at once; what cannot be is told by its place, never by what it is', async () => {
  const [one, two] = [await logInShopper(api), await logInShopper(api)]
  const contacts = [
    { shopperId: one.shopper.id, email: 'one@example.jp', phone: '03-1234-5678', member: 'MN-1' },
    { lineUserId: two.userId, phone: 'なし', member: 'MN-2' },
    { lineUserId: 'U00000000000000000000000000000000', member: 'MN-3' },
  ]
  const send = async () => {
    const json = { origin, contacts }
    return (await api.call('POST', '/api/staff/contacts/import', { as: owner, json })).json()
  }
  const refused = [
    { index: 1, field: 'phone', fault: 'no_contact' },
    { index: 2, field: null, fault: 'person_unknown' },
  ]
  expect(await send()).toEqual({ told: 4, changed: 4, refused })
  expect(await send()).toEqual({ told: 4, changed: 0, refused })
  expect(await shown(two)).toMatchObject([{ kind: 'member', value: 'mn2' }])
  expect(await search('one@example.jp')).toEqual([])
})
