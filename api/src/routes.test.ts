import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  logInStoreStaff,
  logInWithRights,
} from '../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading, sendPhoto } from '../../tests/support/enter-receipt.ts'
import { makeCampaign } from '../../tests/support/make-campaign.ts'
import { makeEntry } from '../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../tests/support/make-people.ts'
import { makeStore } from '../../tests/support/make-store.ts'
import { startApi } from '../../tests/support/start-api.ts'
import { DEMO_MEMBER_SITE_KEY } from '../../dev/demo-line.ts'
import { RIGHTS, ROLES, type Right, type Role } from '@tamaru/domain'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

interface Operation {
  parameters?: { in: string; name: string }[]
  requestBody?: object
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}
const document = (await (await api.call('GET', '/api/openapi.json')).json()) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
)

/** Whoever may knock. LINE's webhook is closed by its signature; see line-webhook. */
const OPEN = [
  'GET /api/config',
  'GET /api/draws/{id}',
  'GET /api/notice',
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/staff/session',
  'DELETE /api/staff/session',
]
/** For the server of the brand's own member site, by its key and by nobody's session. */
const MEMBER_SITE = [
  'POST /api/member-site/nonces',
  'POST /api/member-site/links',
  'POST /api/member-site/unlinkings',
]
const OPEN_AND_NOT_IN_THE_DOCUMENT = [
  'GET /healthz',
  'GET /readyz',
  'GET /api/openapi.json',
  'POST /line/webhook',
]

/**
 * The right that it takes, and the least role that had it when roles stood on a ladder. A route that is not listed here,
 * nor open, belongs to shoppers.
 */
const STAFF: Record<string, readonly [Right, Role, ...also: Right[]]> = {
  'GET /api/staff/me': ['see', 'viewer'],
  'GET /api/staff/entries': ['see', 'viewer'],
  'GET /api/staff/entries/{id}': ['see', 'viewer'],
  'GET /api/staff/entries/{id}/photo': ['see', 'viewer'],
  'POST /api/staff/entries/{id}/decision': ['review', 'reviewer'],
  'POST /api/staff/entries/{id}/preview': ['see', 'viewer'],
  'POST /api/staff/entries/{id}/revocation': ['points', 'manager'],
  'POST /api/staff/entries/{id}/reopening': ['review', 'reviewer'],
  'GET /api/staff/overview': ['see', 'viewer'],
  'GET /api/staff/nps': ['see', 'viewer'],
  'GET /api/staff/nps/answers': ['see', 'viewer'],
  'GET /api/staff/products': ['see', 'viewer'],
  'GET /api/staff/products/{id}': ['see', 'viewer'],
  'POST /api/staff/products': ['write', 'manager'],
  'PATCH /api/staff/products/{id}': ['write', 'manager'],
  'POST /api/staff/products/{id}/merge': ['write', 'manager'],
  'POST /api/staff/products/{id}/unmerge': ['write', 'manager'],
  'GET /api/staff/stores': ['see', 'viewer'],
  'POST /api/staff/stores': ['write', 'manager'],
  'PATCH /api/staff/stores/{id}': ['write', 'manager'],
  'GET /api/staff': ['approve', 'manager'],
  'POST /api/staff': ['settings', 'owner'],
  'PUT /api/staff/{id}': ['settings', 'owner'],
  'GET /api/staff/settings/ranks': ['see', 'viewer'],
  'POST /api/staff/settings/ranks/preview': ['see', 'viewer'],
  'PUT /api/staff/settings/ranks': ['points', 'manager'],
  'GET /api/staff/account': ['see', 'viewer'],
  'PATCH /api/staff/account': ['settings', 'owner'],
  'POST /api/staff/notice': ['settings', 'owner'],
  'GET /api/staff/audit': ['approve', 'manager'],
  'GET /api/staff/audit/chain': ['approve', 'manager'],
  'GET /api/staff/aliases': ['see', 'viewer'],
  'POST /api/staff/aliases/{id}/replay': ['review', 'reviewer'],
  'POST /api/staff/aliases/{id}/accept': ['write', 'manager'],
  'POST /api/staff/aliases/{id}/dismiss': ['write', 'manager'],
  'GET /api/staff/campaigns': ['see', 'viewer'],
  'POST /api/staff/campaigns': ['write', 'manager'],
  'GET /api/staff/campaigns/{id}': ['see', 'viewer'],
  'PUT /api/staff/campaigns/{id}/draft': ['write', 'manager'],
  'GET /api/staff/budgets': ['see', 'viewer'],
  'GET /api/staff/budgets/{id}': ['see', 'viewer'],
  'GET /api/staff/budgets/{id}/draws': ['points', 'manager'],
  'POST /api/staff/budgets': ['points', 'manager'],
  'PATCH /api/staff/budgets/{id}': ['points', 'manager'],
  'POST /api/staff/budgets/{id}/close': ['points', 'manager'],
  'POST /api/staff/shoppers/{id}/points': ['points', 'manager'],
  'GET /api/staff/shoppers': ['see', 'viewer'],
  'GET /api/staff/shopper-count': ['see', 'viewer'],
  'GET /api/staff/shoppers.csv': ['export', 'owner'],
  'GET /api/staff/shoppers/{id}': ['see', 'viewer'],
  'GET /api/staff/shoppers/{id}/timeline': ['see', 'viewer'],
  'POST /api/staff/segments/count': ['see', 'viewer'],
  'GET /api/staff/insight/sales': ['see', 'viewer'],
  'GET /api/staff/insight/pairs': ['see', 'viewer'],
  'GET /api/staff/insight/switches': ['see', 'viewer'],
  'GET /api/staff/insight/first-baskets': ['see', 'viewer'],
  'GET /api/staff/labels': ['see', 'viewer'],
  'POST /api/staff/labels': ['write', 'manager'],
  'PATCH /api/staff/labels/{id}': ['write', 'manager'],
  'DELETE /api/staff/labels/{id}': ['write', 'manager'],
  'GET /api/staff/labels/{id}/uses': ['see', 'viewer'],
  'POST /api/staff/labels/{id}/wear': ['write', 'manager'],
  'GET /api/staff/tags': ['see', 'viewer'],
  'POST /api/staff/tags': ['write', 'manager'],
  'POST /api/staff/tags/{id}/people': ['write', 'manager'],
  'POST /api/staff/tags/{id}/rename': ['write', 'manager'],
  'POST /api/staff/tags/{id}/merge': ['write', 'manager'],
  'POST /api/staff/tags/{id}/bulk': ['write', 'manager'],
  'POST /api/staff/tags/{id}/bulk/{run}/undo': ['write', 'manager'],
  'GET /api/staff/imports': ['write', 'manager'],
  'POST /api/staff/imports': ['write', 'manager'],
  'POST /api/staff/imports/followers': ['write', 'manager'],
  'GET /api/staff/imports/{id}': ['write', 'manager'],
  'GET /api/staff/imports/{id}/faults.csv': ['write', 'manager'],
  'POST /api/staff/imports/{id}/check': ['write', 'manager'],
  'POST /api/staff/imports/{id}/take': ['write', 'manager'],
  'POST /api/staff/imports/{id}/undo': ['write', 'manager'],
  'POST /api/staff/shoppers/import': ['write', 'manager'],
  'PUT /api/staff/shoppers/{id}/tags/{tagId}': ['write', 'manager'],
  'DELETE /api/staff/shoppers/{id}/tags/{tagId}': ['write', 'manager'],
  'GET /api/staff/attributes': ['see', 'viewer'],
  'POST /api/staff/attributes': ['write', 'manager'],
  'PATCH /api/staff/attributes/{key}': ['write', 'manager'],
  'GET /api/staff/shoppers/{id}/attributes': ['names', 'viewer'],
  'PUT /api/staff/shoppers/{id}/attributes/{key}': ['write', 'manager'],
  'GET /api/staff/shoppers/{id}/contacts': ['names', 'viewer'],
  'PUT /api/staff/shoppers/{id}/contacts/{kind}': ['write', 'manager'],
  'GET /api/staff/outflows': ['approve', 'manager'],
  'GET /api/staff/line-audiences': ['see', 'viewer'],
  'POST /api/staff/line-audiences': ['export', 'owner'],
  'DELETE /api/staff/line-audiences/{id}': ['export', 'owner'],
  'GET /api/staff/audiences': ['see', 'viewer'],
  'POST /api/staff/audiences': ['write', 'manager'],
  'GET /api/staff/audiences/{id}': ['see', 'viewer'],
  'DELETE /api/staff/audiences/{id}': ['write', 'manager'],
  'POST /api/staff/contacts/import': ['write', 'manager'],
  'GET /api/staff/shoppers/{id}/member-links': ['names', 'viewer'],
  'POST /api/staff/shoppers/{id}/member-links/end': ['write', 'manager'],
  'POST /api/staff/member-links/holder': ['names', 'viewer'],
  'POST /api/staff/member-links/import': ['write', 'manager'],
  'GET /api/staff/segments': ['see', 'viewer'],
  'POST /api/staff/segments': ['write', 'manager'],
  'GET /api/staff/segments/{id}': ['see', 'viewer'],
  'PATCH /api/staff/segments/{id}': ['write', 'manager'],
  'GET /api/staff/segments/{id}/members': ['see', 'viewer'],
  'POST /api/staff/segments/{id}/snapshots': ['write', 'manager'],
  'GET /api/staff/segments/{id}/snapshots': ['see', 'viewer'],
  'GET /api/staff/segments/{id}/snapshots/{snapshotId}/members': ['see', 'viewer'],
  'GET /api/staff/segments/{id}/snapshots/{snapshotId}/members.csv': ['export', 'owner'],
  'GET /api/staff/segments/{id}/moves': ['see', 'viewer'],
  'GET /api/staff/segments/{id}/why/{shopperId}': ['see', 'viewer'],
  'GET /api/staff/approvals': ['see', 'viewer'],
  'POST /api/staff/campaigns/{id}/approval': ['write', 'manager'],
  'PUT /api/staff/campaigns/{id}/approval': ['approve', 'manager'],
  'POST /api/staff/campaigns/{id}/publish': ['send', 'manager'],
  'POST /api/staff/campaigns/{id}/end': ['send', 'manager'],
  'PUT /api/staff/campaigns/{id}/archive': ['write', 'manager'],
  'GET /api/staff/campaigns/{id}/versions': ['see', 'viewer'],
  'GET /api/staff/campaigns/{id}/versions/{version}': ['see', 'viewer'],
  'POST /api/staff/campaigns/{id}/prize-law': ['see', 'viewer'],
  'POST /api/staff/campaigns/{id}/simulate': ['see', 'viewer'],
  'GET /api/staff/accesses': ['settings', 'owner'],
  'GET /api/staff/accesses.csv': ['settings', 'owner', 'export'],
  'GET /api/staff/people': ['settings', 'owner'],
  'PUT /api/staff/people/{id}/use': ['settings', 'owner'],
  'GET /api/staff/erasures': ['settings', 'owner'],
  'GET /api/staff/people/{id}/export': ['export', 'owner', 'names'],
  'POST /api/staff/people/{id}/erasure': ['settings', 'owner'],
  'GET /api/staff/messages': ['see', 'viewer'],
  'POST /api/staff/messages/send-again': ['send', 'manager'],
  'POST /api/staff/messages/discard': ['send', 'manager'],
  'GET /api/staff/test-people': ['see', 'viewer'],
  'PUT /api/staff/test-people/{id}': ['settings', 'owner'],
  'DELETE /api/staff/test-people/{id}': ['settings', 'owner'],
  'GET /api/staff/templates': ['see', 'viewer'],
  'GET /api/staff/templates/{kind}': ['see', 'viewer'],
  'GET /api/staff/templates/{kind}/versions': ['see', 'viewer'],
  'POST /api/staff/templates/{kind}/preview': ['see', 'viewer'],
  'PUT /api/staff/templates/{kind}': ['send', 'manager'],
  'POST /api/staff/templates/{kind}/reset': ['send', 'manager'],
  'GET /api/staff/runs': ['see', 'viewer'],
  'GET /api/staff/runs/{id}': ['see', 'viewer'],
  'GET /api/staff/jobs/buried': ['send', 'manager'],
  'POST /api/staff/jobs/{id}/run-again': ['send', 'manager'],
  'GET /api/staff/campaigns/{id}/draws': ['see', 'viewer'],
  'GET /api/staff/campaigns/{id}/draws/{drawId}/winners': ['see', 'viewer'],
  'GET /api/staff/campaigns/{id}/wins': ['see', 'viewer'],
  'POST /api/staff/campaigns/{id}/draws/{drawId}/freeze': ['send', 'manager'],
  'POST /api/staff/campaigns/{id}/draws/{drawId}/draw': ['send', 'manager'],
  'POST /api/staff/campaigns/{id}/draws/reveal': ['send', 'manager'],
  'GET /api/staff/rewards': ['see', 'viewer'],
  'POST /api/staff/rewards': ['write', 'manager'],
  'PATCH /api/staff/rewards/{id}': ['write', 'manager'],
  'PUT /api/staff/rewards/{id}/archive': ['write', 'manager'],
  'POST /api/staff/rewards/{id}/codes': ['write', 'manager'],
  'GET /api/staff/coupons': ['review', 'reviewer'],
  'POST /api/staff/coupons/{id}/use': ['review', 'reviewer'],
  'POST /api/staff/coupons/{id}/cancel': ['points', 'manager'],
}
/** What staff who are bound to stores may ask for too: it shows them these stores and no other (staff/reach.test.ts). */
const OF_STORES = [
  'GET /api/staff/me',
  'GET /api/staff/entries',
  'GET /api/staff/entries/{id}',
  'GET /api/staff/entries/{id}/photo',
  'POST /api/staff/entries/{id}/preview',
  'POST /api/staff/entries/{id}/decision',
  'POST /api/staff/entries/{id}/revocation',
  'POST /api/staff/entries/{id}/reopening',
  'GET /api/staff/overview',
  'GET /api/staff/nps',
  'GET /api/staff/nps/answers',
  'GET /api/staff/stores',
  'GET /api/staff/coupons',
  'POST /api/staff/coupons/{id}/use',
  'GET /api/staff/shoppers',
  'GET /api/staff/shopper-count',
  'GET /api/staff/shoppers/{id}',
  'GET /api/staff/shoppers/{id}/attributes',
  'GET /api/staff/shoppers/{id}/timeline',
  'POST /api/staff/segments/count',
  'GET /api/staff/segments',
  'GET /api/staff/segments/{id}/members',
  'GET /api/staff/segments/{id}/why/{shopperId}',
]
const closed = operations.filter(({ route }) => !OPEN.includes(route))

function knock(route: string, as?: string): Promise<Response> {
  const [method, path] = route.split(' ') as [string, string]
  const id = route.includes('/jobs/') ? '999999' : randomUUID()
  // An empty JSON object: whoever is let in is then refused for what they sent, or finds nothing.
  const json = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined
  return api.call(method, path.replace('{id}', id).replace('{kind}', 'guidance'), { as, json })
}

describe('the API document', () => {
  test('names every route of the app', () => {
    const served = api.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`)
    const documented = operations.map(({ route }) => route)
    expect([...new Set(served)].sort()).toEqual([...documented, ...OPEN_AND_NOT_IN_THE_DOCUMENT].sort())
    expect(documented.length).toBeGreaterThan(20)
  })

  test('is OpenAPI 3.1: every placeholder is declared, every answer described, every reference resolves', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const { route, path, operation } of operations) {
      const declared = (operation.parameters ?? []).filter((p) => p.in === 'path').map(({ name }) => name)
      const placeholders = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(declared, route).toEqual(placeholders)
      const answers = Object.entries(operation.responses)
      expect(
        answers.some(([status]) => /^2/.test(status)),
        route,
      ).toBe(true)
      for (const [status, answer] of answers) {
        expect(status, route).toMatch(/^([1-5]\d\d|[1-5]XX)$/)
        expect(answer.description, route).toBeTruthy()
        const isEmpty = status === '204'
        expect(Object.values(answer.content ?? {}).every(({ schema }) => schema)).toBe(true)
        expect(Object.keys(answer.content ?? {}).length > 0, `${route} ${status}`).toBe(!isEmpty)
      }
    }
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref]) => ref!)
    for (const reference of references) {
      const target = reference
        .split('/')
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document)
      expect(target, reference).toBeDefined()
    }
  })

  test('tells a client what an upload is, and that every closed route may refuse', () => {
    expect(document.paths['/api/entries']!.post!.requestBody).toMatchObject({
      content: {
        'multipart/form-data': {
          schema: { properties: { photo: { format: 'binary' } }, required: ['photo'] },
        },
      },
    })
    for (const { route, operation } of closed)
      expect(Object.keys(operation.responses['4XX']?.content ?? {}), route).toEqual([
        'application/problem+json',
      ])
  })
})

describe('every closed route', () => {
  let shopper: string
  const staff = {} as Record<Role, string>
  let storeManager: string
  const only = {} as Record<Right, string>
  const allBut = {} as Record<Right, string>
  beforeAll(async () => {
    shopper = (await logInShopper(api)).token
    for (const role of ROLES) staff[role] = (await logInStaff(api, role)).token
    for (const right of RIGHTS) {
      only[right] = (await logInWithRights(api, ...new Set<Right>(['see', right]))).token
      // Nobody is without sight: who may do anything may see.
      if (right !== 'see')
        allBut[right] = (await logInWithRights(api, ...RIGHTS.filter((other) => other !== right))).token
    }
    storeManager = (await logInStoreStaff(api, 'manager', [(await makeStore(api.db, api.account.id)).id]))
      .token
  })

  test.each(closed.map(({ route }) => route))('%s', async (route) => {
    expect((await knock(route)).status, 'nobody').toBe(401)
    expect((await knock(route, 'nonsense')).status, 'a made-up token').toBe(401)
    const needed = STAFF[route]
    const isLetIn = async (token: string) => ![401, 403].includes((await knock(route, token)).status)
    const isOfSite = MEMBER_SITE.includes(route)
    expect(await isLetIn(DEMO_MEMBER_SITE_KEY), 'the member site').toBe(isOfSite)
    expect(await isLetIn(shopper), 'a shopper').toBe(needed === undefined && !isOfSite)
    for (const role of ROLES) {
      const status = (await knock(route, staff[role])).status
      if (needed === undefined) expect(status, role).toBe(401)
      else if (ROLES.indexOf(role) < ROLES.indexOf(needed[1])) expect(status, role).toBe(403)
      else expect([401, 403], role).not.toContain(status)
    }
    if (needed !== undefined) {
      const [right, , ...also] = needed
      for (const other of also)
        expect((await knock(route, allBut[other])).status, `all but ${other}`).toBe(403)
      if (right !== 'see') expect((await knock(route, allBut[right])).status, `all but ${right}`).toBe(403)
      const alone = also.length > 0 ? (await logInWithRights(api, 'see', right, ...also)).token : only[right]
      expect(await isLetIn(alone), `to see, and ${right} alone`).toBe(true)
    }
    if (needed !== undefined) {
      const isOpenToStores = OF_STORES.includes(route)
      expect(await isLetIn(storeManager), 'a manager of one store').toBe(isOpenToStores)
    }
  })

  test('is known here: no list names a route that is gone', () => {
    const known = operations.map(({ route }) => route)
    expect(
      [...OPEN, ...Object.keys(STAFF), ...OF_STORES, ...MEMBER_SITE].filter(
        (route) => !known.includes(route),
      ),
    ).toEqual([])
  })
})

describe('what belongs to somebody else is not there', () => {
  const paths = (id: string) => ['', '/photo', '/events'].map((rest) => `/api/entries/${id}${rest}`)

  test('another shopper’s entry, whichever way it is asked for', async () => {
    const [owner, other] = [await logInShopper(api), await logInShopper(api)]
    const { id } = (await (await sendPhoto(api, owner.token)).json()) as { id: string }
    for (const path of paths(id)) {
      const answer = await api.call('GET', path, { as: other.token })
      expect(answer.status, path).toBe(404)
    }
    expect((await api.call('GET', `/api/entries/${id}`, { as: owner.token })).status).toBe(200)
    const list = await api.call('GET', '/api/entries', { as: other.token })
    expect(await list.json()).toEqual({ items: [], next: null })
  })

  test('another account’s entry, for its own shopper’s namesake and for staff', async () => {
    const elsewhere = await makeAccount(api.db)
    await makeCampaign(api.db, elsewhere.id)
    const me = await logInShopper(api)
    const twin = await makeShopper(api.db, elsewhere.id, { lineUserId: me.userId })
    const entry = await makeEntry(api.db, twin)
    const owner = await logInStaff(api, 'owner')
    for (const path of paths(entry.id))
      expect((await api.call('GET', path, { as: me.token })).status, path).toBe(404)
    for (const path of [`/api/staff/entries/${entry.id}`, `/api/staff/entries/${entry.id}/photo`])
      expect((await api.call('GET', path, { as: owner.token })).status, path).toBe(404)
    const decision = { outcome: 'rejected', reason: 'x' }
    const path = `/api/staff/entries/${entry.id}/decision`
    expect((await api.call('POST', path, { as: owner.token, json: decision })).status).toBe(404)
    const received = await api.call('GET', '/api/staff/entries?state=received', { as: owner.token })
    expect(JSON.stringify(await received.json())).not.toContain(entry.id)
  })

  test('a session of another account is none here', async () => {
    const { token } = await logInShopper(api)
    const elsewhere = await makeAccount(api.db)
    const stranger = await makeShopper(api.db, elsewhere.id)
    await api.db`
      update session set account_id = ${elsewhere.id}, shopper_id = ${stranger.id}
      where expires_at = (select max(expires_at) from session)`
    expect((await api.call('GET', '/api/me', { as: token })).status).toBe(401)
  })

  test('another shopper’s survey', async () => {
    const [owner, other] = [await logInShopper(api), await logInShopper(api)]
    await enterAndSettle(api, owner, makeNewReading())
    const survey = await api.call('GET', '/api/survey', { as: owner.token })
    const { invitation } = (await survey.json()) as { invitation: { id: string } }
    const answer = (as: string) =>
      api.call('POST', `/api/survey/${invitation.id}/answer`, { as, json: { score: 9 } })
    expect((await answer(other.token)).status).toBe(404)
    expect((await answer(owner.token)).status).toBe(204)
    expect((await answer(owner.token)).status).toBe(409)
  })
})
