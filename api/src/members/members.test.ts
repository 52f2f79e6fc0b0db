import { shoppers } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_MEMBER_SITE_KEY } from '../../../dev/demo-line.ts'
import {
  idTokenOf,
  logInShopper,
  logInStaff,
  meetPerson,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { parseEnv } from '../env.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
let owner: string
beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
})

let numbers = 0
const newNumber = () => `MN-${String(++numbers).padStart(6, '0')}`
const PATH = '/api/me/member-link'
const site = (path: string, json: object, key = DEMO_MEMBER_SITE_KEY) =>
  api.call('POST', `/api/member-site/${path}`, { as: key, json })
const problemOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { kind: string }).kind,
]

const begin = async (who: LoggedIn) => {
  const answer = await api.call('POST', PATH, { as: who.token })
  const { url } = (await answer.json()) as { url: string }
  return new URL(url).searchParams.get('linkToken')!
}
/** As the brand's site, for whom it has logged in; returns LINE's page that comes next. */
const makeNonce = async (linkToken: string, memberNumber: string) => {
  const answer = await site('nonces', { linkToken, memberNumber })
  return new URL(((await answer.json()) as { url: string }).url)
}
/** The person says yes on LINE's page, and LINE tells. */
const sayYes = async (page: URL) => {
  const body = new URLSearchParams(page.search)
  const answer = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body })
  await api.workJobs()
  return answer.status
}
/** LINE tells of a link without having been asked for it: as of somebody else, again, or late. */
const bring = async (who: { userId: string }, nonce: string, more: object = {}) => {
  await api.control('/send', { userId: who.userId, type: 'accountLink', nonce, ...more })
  await api.workJobs()
}
const own = async (who: LoggedIn) => {
  const answer = await api.call('GET', PATH, { as: who.token })
  return (await answer.json()) as { canLink: boolean; link: { number: string; source: string } | null }
}
const told = (who: LoggedIn) => api.db<{ kind: string; payload: object }[]>`
  select kind, payload from happening where shopper_id = ${who.shopper.id} and kind like 'member%' order by id`
const lastSaid = async (who: LoggedIn) => wordsOf((await saidTo(api, who.userId)).at(-1)!)
const link = async (who: LoggedIn, number = newNumber()) => {
  await sayYes(await makeNonce(await begin(who), number))
  return number
}
const history = async (who: LoggedIn) => {
  const answer = await api.call('GET', `/api/staff/shoppers/${who.shopper.id}/member-links`, { as: owner })
  return ((await answer.json()) as { items: Record<string, unknown>[] }).items
}

describe('by LINE’s account link', () => {
  test('a person and their number come together, once, and they are told', async () => {
    const who = await logInShopper(api)
    expect(await own(who)).toEqual({ canLink: true, link: null })
    const linkToken = await begin(who)
    const page = await makeNonce(linkToken, 'mn-000123 ')
    expect(Buffer.from(page.searchParams.get('nonce')!, 'base64').length).toBeGreaterThanOrEqual(16)
    expect(await sayYes(page)).toBe(200)
    expect(await own(who)).toMatchObject({ link: { number: 'mn-000123', source: 'account_link' } })
    expect(await lastSaid(who)).toContain('会員番号とつながりました')
    expect(await told(who)).toMatchObject([{ kind: 'member_linked', payload: { source: 'account_link' } }])
  })

  test('neither the number nor what opens the way lies anywhere as it is', async () => {
    const who = await logInShopper(api)
    const linkToken = await begin(who)
    const page = await makeNonce(linkToken, '9988-7766-5544')
    const rows = [
      ...(await api.db`select t::text as text from member_link_attempt t`),
      ...(await api.db`select t::text as text from member_link t`),
    ]
    await sayYes(page)
    const kept = JSON.stringify([rows, await api.db`select t::text as text from member_link t`, api.logs])
    for (const word of [linkToken, page.searchParams.get('nonce')!, '9988', '998877665544'])
      for (const form of [word, Buffer.from(word).toString('hex')]) expect(kept).not.toContain(form)
  })

  test('a nonce counts once: used again, by its person or another, it makes nothing', async () => {
    const [who, other] = [await logInShopper(api), await logInShopper(api)]
    const page = await makeNonce(await begin(who), newNumber())
    const nonce = page.searchParams.get('nonce')!
    await sayYes(page)
    expect(await sayYes(page)).toBe(400)
    await api.call('DELETE', PATH, { as: who.token })
    for (const thief of [who, other]) {
      await bring(thief, nonce)
      expect(await own(thief)).toMatchObject({ link: null })
      expect(await lastSaid(thief)).toContain('つながりませんでした')
    }
  })

  test('somebody else’s nonce links nobody, and stays its owner’s', async () => {
    const [who, thief] = [await logInShopper(api), await logInShopper(api)]
    await begin(thief)
    const page = await makeNonce(await begin(who), newNumber())
    await bring(thief, page.searchParams.get('nonce')!)
    expect(await own(thief)).toMatchObject({ link: null })
    await sayYes(page)
    expect(await own(who)).toMatchObject({ link: { source: 'account_link' } })
  })

  test('after ten minutes neither LINE’s token nor the nonce counts', async () => {
    const [who, late] = [await logInShopper(api), await logInShopper(api)]
    const linkToken = await begin(who)
    const page = await makeNonce(await begin(late), newNumber())
    api.clock.pass(600)
    const asked = await site('nonces', { linkToken, memberNumber: newNumber() })
    expect(await problemOf(asked)).toEqual([409, 'link_token_unknown'])
    await bring(late, page.searchParams.get('nonce')!)
    expect(await own(late)).toMatchObject({ link: null })
    expect(await lastSaid(late)).toContain('期限')
  })

  test('an event that LINE sends again links and tells once', async () => {
    const who = await logInShopper(api)
    const page = await makeNonce(await begin(who), newNumber())
    await sayYes(page)
    const deliveries =
      await api.control<{ events: { type: string; webhookEventId: string }[] }[]>('/webhooks')
    const { events } = deliveries.findLast((each) => each.events[0]?.type === 'accountLink')!
    await api.control('/webhooks', { events })
    // And as if the process had ended between the link and the note that its event was handled.
    await api.db`update webhook_event set handled_at = null where type = 'accountLink'`
    await api.db`
      update job set state = 'ready', done_at = null
      where kind = 'handle_webhook_event' and natural_key = ${events[0]!.webhookEventId}`
    await api.workJobs()
    expect(await history(who)).toHaveLength(1)
    expect(await told(who)).toHaveLength(1)
    expect((await saidTo(api, who.userId)).map(wordsOf)).toHaveLength(1)
  })

  test('a link that LINE calls failed comes to nothing, and its nonce counts no more', async () => {
    const who = await logInShopper(api)
    const nonce = (await makeNonce(await begin(who), newNumber())).searchParams.get('nonce')!
    await bring(who, nonce, { result: 'failed' })
    await bring(who, nonce)
    expect(await own(who)).toMatchObject({ link: null })
  })

  test('a token of LINE’s leads to one nonce; begun anew, the way before is gone', async () => {
    const who = await logInShopper(api)
    const first = await begin(who)
    const second = await begin(who)
    const ask = (linkToken: string) => site('nonces', { linkToken, memberNumber: newNumber() })
    expect(await problemOf(await ask(first))).toEqual([409, 'link_token_unknown'])
    expect((await ask(second)).status).toBe(200)
    expect(await problemOf(await ask(second))).toEqual([409, 'link_token_unknown'])
    expect(await problemOf(await ask('made-up'))).toEqual([409, 'link_token_unknown'])
  })

  test('is offered to who is a friend, uses this, and where the site is set up', async () => {
    const stranger = await logInShopper(api, await meetPerson(api, { friend: 'none' }))
    const post = (who: LoggedIn) => api.call('POST', PATH, { as: who.token })
    expect(await problemOf(await post(stranger))).toEqual([409, 'friendship_needed'])
    const who = await logInShopper(api)
    const { env } = api.ports
    api.ports.env = { ...env, MEMBER_SITE_URL: undefined }
    expect(await own(who)).toMatchObject({ canLink: false })
    expect(await problemOf(await post(who))).toEqual([409, 'member_site_not_set_up'])
    api.ports.env = env
    await api.call('PUT', '/api/me/use', { as: who.token, json: { stopped: true } })
    expect(await problemOf(await post(who))).toEqual([409, 'use_stopped'])
  })
})

describe('one to one', () => {
  test('a number that somebody has is refused to the next, however they come, and that is told', async () => {
    const [holder, who] = [await logInShopper(api), await logInShopper(api)]
    const number = await link(holder)
    const asked = await site('nonces', { linkToken: await begin(who), memberNumber: number })
    expect(await problemOf(asked)).toEqual([409, 'member_number_taken'])
    const byLogin = await site('links', { idToken: await idTokenOf(api, who.userId), memberNumber: number })
    expect(await problemOf(byLogin)).toEqual([409, 'member_number_taken'])
    expect(await told(who)).toMatchObject([
      { kind: 'member_link_refused', payload: { source: 'line_login', reason: 'number_taken' } },
    ])
    // Written otherwise it is the same.
    const other = number.toLowerCase().replace('-', ' ')
    const again = await site('links', { idToken: await idTokenOf(api, who.userId), memberNumber: other })
    expect(await problemOf(again)).toEqual([409, 'member_number_taken'])
  })

  test('of two who claim one number at once, one has it', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => logInShopper(api)))
    const number = newNumber()
    const answers = await Promise.all(
      people.map(async (who) =>
        site('links', { idToken: await idTokenOf(api, who.userId), memberNumber: number }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  test('taken between nonce and yes, the person is told so in the chat', async () => {
    const [who, quicker] = [await logInShopper(api), await logInShopper(api)]
    const number = newNumber()
    const page = await makeNonce(await begin(who), number)
    await link(quicker, number)
    await sayYes(page)
    expect(await own(who)).toMatchObject({ link: null })
    expect(await lastSaid(who)).toContain('ほかのLINEアカウント')
  })

  test('who has a number has no second one', async () => {
    const who = await logInShopper(api)
    await link(who)
    expect(await problemOf(await api.call('POST', PATH, { as: who.token }))).toEqual([
      409,
      'member_linked_already',
    ])
    const idToken = await idTokenOf(api, who.userId)
    const asked = await site('links', { idToken, memberNumber: newNumber() })
    expect(await problemOf(asked)).toEqual([409, 'member_linked_already'])
  })

  test('is unlinked by the person, and then either is free; what was stays', async () => {
    const [who, next] = [await logInShopper(api), await logInShopper(api)]
    const number = await link(who)
    expect((await api.call('DELETE', PATH, { as: who.token })).status).toBe(204)
    expect((await api.call('DELETE', PATH, { as: who.token })).status).toBe(204)
    await link(next, number)
    expect(await own(next)).toMatchObject({ link: { number } })
    await link(who)
    expect(await history(who)).toMatchObject([
      { until: null, source: 'account_link' },
      { number, endedBy: 'person', why: null },
    ])
    expect((await told(who)).map(({ kind }) => kind)).toEqual([
      ...['member_linked', 'member_unlinked', 'member_linked'],
    ])
  })

  test('a dispute is decided by staff: they find who has the number, and end that link with a reason', async () => {
    const [wrong, right] = [await logInShopper(api), await logInShopper(api)]
    const number = await link(wrong)
    const json = { memberNumber: number }
    const found = await api.call('POST', '/api/staff/member-links/holder', { as: owner, json })
    expect(await found.json()).toMatchObject({ shopperId: wrong.shopper.id })
    const path = `/api/staff/shoppers/${wrong.shopper.id}/member-links/end`
    const why = '会員証を確認し、別の方の番号と分かったため'
    const end = () => api.call('POST', path, { as: owner, json: { why } })
    expect((await end()).status).toBe(204)
    expect((await end()).status).toBe(404)
    await link(right, number)
    expect(await history(wrong)).toMatchObject([{ endedBy: 'staff', why, endedByName: '担当 (owner)' }])
    expect(await own(right)).toMatchObject({ link: { number } })
  })
})

describe('by a login with LINE on the brand’s site', () => {
  test('who was never here is linked, and known from then on; the same again changes nothing', async () => {
    const { userId } = await meetPerson(api)
    const number = newNumber()
    const send = async () =>
      (await site('links', { idToken: await webToken(userId), memberNumber: number })).json()
    expect(await send()).toMatchObject({ isNew: true })
    expect(await send()).toMatchObject({ isNew: false })
    expect(await shoppers.findByLineUserId(api.db, api.account.id, userId)).toBeDefined()
  })

  test('is refused with a token that LINE does not know, that is over, or of another channel', async () => {
    const { userId } = await meetPerson(api)
    const faulty = [
      ['a.b.c', 'id_token_invalid'],
      [await idTokenOf(api, userId, { aud: '2999999999' }), 'id_token_invalid'],
      [await idTokenOf(api, userId, { iss: 'https://else.where' }), 'id_token_invalid'],
      [await idTokenOf(api, userId, { exp: 1 }), 'id_token_expired'],
    ] as const
    for (const [idToken, kind] of faulty)
      expect(await problemOf(await site('links', { idToken, memberNumber: newNumber() }))).toEqual([
        401,
        kind,
      ])
    const idToken = await idTokenOf(api, userId)
    expect(await problemOf(await site('links', { idToken, memberNumber: '…' }))).toEqual([
      400,
      'member_number_faulty',
    ])
    expect(await shoppers.findByLineUserId(api.db, api.account.id, userId)).toBeUndefined()
  })

  test('the site says that a number is nobody’s any more', async () => {
    const who = await logInShopper(api)
    const memberNumber = await link(who)
    expect((await site('unlinkings', { memberNumber })).status).toBe(204)
    expect((await site('unlinkings', { memberNumber })).status).toBe(404)
    expect(await history(who)).toMatchObject([{ endedBy: 'shop' }])
  })
})

describe('the site’s key', () => {
  test('is the only way in; while one takes the place of another, both hold', async () => {
    const ask = (key?: string) =>
      api.call('POST', '/api/member-site/unlinkings', { as: key, json: { memberNumber: newNumber() } })
    const { env } = api.ports
    const next = 'n'.repeat(44)
    const shopper = (await logInShopper(api)).token
    for (const wrong of [undefined, '', next, owner, shopper, DEMO_MEMBER_SITE_KEY.slice(0, -1)])
      expect((await ask(wrong)).status).toBe(401)
    const { MEMBER_SITE_KEYS } = parseEnv({ ...env, MEMBER_SITE_KEYS: `${DEMO_MEMBER_SITE_KEY}, ${next}` })
    api.ports.env = { ...env, MEMBER_SITE_KEYS }
    for (const key of [DEMO_MEMBER_SITE_KEY, next]) expect((await ask(key)).status).toBe(404)
    api.ports.env = { ...env, MEMBER_SITE_KEYS: undefined }
    expect((await ask('')).status).toBe(401)
    api.ports.env = env
    expect(() => parseEnv({ ...env, MEMBER_SITE_KEYS: 'short' })).toThrow('MEMBER_SITE_KEYS')
  })
})

describe('links from elsewhere', () => {
  const take = (body: string, type = 'text/csv', origin = '旧ツール') =>
    api.app.request(`/api/staff/member-links/import?origin=${encodeURIComponent(origin)}`, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${owner}`, 'content-type': type },
    })

  test('are taken in with where they come from; what stands against one is told by its row', async () => {
    const [one, two, three, holder] = [
      await logInShopper(api),
      await logInShopper(api),
      await logInShopper(api),
      await logInShopper(api),
    ]
    const [first, second, taken] = [newNumber(), newNumber(), await link(holder)]
    const csv = [
      'line_user_id,member_number',
      `${one.userId},${first}`,
      `${two.userId},${taken}`,
      `${three.userId},—`,
      `U${'0'.repeat(32)},${newNumber()}`,
      `${holder.userId},${second}`,
    ].join('\r\n')
    const refused = [
      { row: 3, fault: 'number_taken' },
      { row: 4, fault: 'no_number' },
      { row: 5, fault: 'person_unknown' },
      { row: 6, fault: 'person_linked' },
    ]
    expect(await (await take(csv)).json()).toEqual({ linked: 1, same: 0, refused })
    expect(await (await take(csv)).json()).toEqual({ linked: 0, same: 1, refused })
    expect(await history(one)).toMatchObject([
      { number: first, source: 'import', origin: '旧ツール', linkedBy: '担当 (owner)' },
    ])
    const line = JSON.stringify({ shopper_id: three.shopper.id, member_number: second })
    const ndjson = await take(line, 'application/x-ndjson')
    expect(await ndjson.json()).toEqual({ linked: 1, same: 0, refused: [] })
  })

  test('are refused as a whole where columns are missing, or there are too many', async () => {
    for (const body of [
      'line_user_id,number\nU,1',
      'member_number\n1',
      `line_user_id,member_number\n${'U,1\n'.repeat(1_001)}`,
    ])
      expect(await problemOf(await take(body))).toEqual([400, 'import_faulty'])
  })
})

describe('who leaves', () => {
  const leave = (who: LoggedIn) =>
    api.call('POST', `/api/staff/people/${who.shopper.id}/erasure`, { as: owner, json: { confirmed: true } })

  test('takes their links along, gives the number free, and is not brought back by a nonce under way', async () => {
    const [linked, onTheWay] = [await logInShopper(api), await logInShopper(api)]
    const number = await link(linked)
    const nonce = (await makeNonce(await begin(onTheWay), newNumber())).searchParams.get('nonce')!
    for (const who of [linked, onTheWay]) expect((await leave(who)).status).toBe(200)
    const ids = [linked.shopper.id, onTheWay.shopper.id]
    expect(await api.db`select 1 from member_link where shopper_id = any(${ids}::uuid[])`).toEqual([])
    expect(await api.db`select 1 from member_link_attempt where shopper_id = any(${ids}::uuid[])`).toEqual([])
    await bring(onTheWay, nonce)
    expect(await shoppers.findByLineUserId(api.db, api.account.id, onTheWay.userId)).toBeUndefined()
    const next = await logInShopper(api)
    await link(next, number)
    expect(await own(next)).toMatchObject({ link: { number } })
  })

  test('has their links in their download, and none in the segments any more', async () => {
    const who = await logInShopper(api)
    const number = await link(who)
    const answer = await api.call('GET', '/api/me/export', { as: who.token })
    const { kept } = (await answer.json()) as { kept: { member_link: object[] } }
    expect(kept.member_link).toMatchObject([{ value: number, source: 'account_link' }])
    expect(JSON.stringify(kept.member_link)).not.toContain('sealed')
  })
})

test('a segment means who is linked, since when, and no longer who is not', async () => {
  const who = await logInShopper(api)
  const count = async (rule: object) => {
    const people = { kind: 'people', people: [who.shopper.id] }
    const json = { rule: { all: [people, rule] } }
    const answer = await api.call('POST', '/api/staff/segments/count', { as: owner, json })
    return ((await answer.json()) as { count: number }).count
  }
  const linked = { kind: 'member', is: true }
  expect([await count(linked), await count({ ...linked, is: false })]).toEqual([0, 1])
  await link(who)
  expect(await count({ ...linked, within: { days: 1 } })).toBe(1)
  await api.call('DELETE', PATH, { as: who.token })
  expect([await count(linked), await count({ ...linked, is: false })]).toEqual([0, 1])
})

/** The ID token of a login on a site of one's own: signed with the channel's secret, by the sandbox's own door. */
async function webToken(userId: string): Promise<string> {
  const { sandbox } = api
  const redirect_uri = 'https://shop.example.jp/callback'
  const { loginChannelId: client_id, loginChannelSecret: client_secret } = sandbox.options
  const asked = {
    response_type: 'code',
    client_id,
    redirect_uri,
    state: randomUUID(),
    scope: 'openid',
    nonce: 'n',
  }
  const yes = await fetch(`${sandbox.url}/oauth2/v2.1/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...asked, person: userId }),
  })
  const code = new URL(yes.headers.get('location')!).searchParams.get('code')!
  const traded = await fetch(`${sandbox.url}/oauth2/v2.1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri,
      client_id,
      client_secret,
    }),
  })
  return ((await traded.json()) as { id_token: string }).id_token
}
