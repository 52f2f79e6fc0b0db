import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { logInStaff, logInWithRights } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { CampaignView } from './campaign-view.ts'
import type { z } from 'zod'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

type Someone = { token: string; person: { id: string; displayName: string } }
let writer: Someone
let approver: Someone
let owner: Someone
beforeAll(async () => {
  writer = await logInWithRights(api, 'see', 'write', 'approve', 'send')
  approver = await logInWithRights(api, 'see', 'write', 'approve')
  owner = await logInStaff(api, 'owner')
  await setApproval(true)
})

const setApproval = async (approvalOn: boolean) => {
  const answer = await api.call('PATCH', '/api/staff/account', { as: owner.token, json: { approvalOn } })
  expect(await answer.json()).toMatchObject({ approvalOn })
}
type View = z.infer<typeof CampaignView>
const begin = async (by: Someone) => {
  const json = { slug: `spring-${randomUUID()}`, rules: api.campaign.rules }
  return (await (await api.call('POST', '/api/staff/campaigns', { as: by.token, json })).json()) as View
}
const act = (method: string, what: string, { id, revision }: View, by: Someone, more = {}) =>
  api.call(method, `/api/staff/campaigns/${id}/${what}`, { as: by.token, json: { revision, ...more } })
const viewOf = async (answer: Response) => {
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as View
}
const refusalOf = async (answer: Response) => ((await answer.json()) as { kind?: string }).kind
const ask = (view: View, by = writer) => act('POST', 'approval', view, by)
const answer = (view: View, by: Someone, given: object) =>
  act('PUT', 'approval', view, by, { contentSha256: view.draft.approval.contentSha256, ...given })
const approve = (view: View, by = approver) => answer(view, by, { outcome: 'approved' })
const publish = (view: View, by = writer) => act('POST', 'publish', view, by)
const change = (view: View, name: string, by = writer) =>
  act('PUT', 'draft', view, by, { rules: { ...api.campaign.rules, name } })

describe('where an account has approval on, a draft', () => {
  test('is asked for, approved by somebody else and then published, all of it on record', async () => {
    const draft = await begin(writer)
    expect(draft.draft.approval).toMatchObject({ needed: true, state: 'none' })
    expect(await refusalOf(await publish(draft))).toBe('approval_needed')
    expect((await viewOf(await ask(draft))).draft.approval).toMatchObject({ state: 'asked' })
    expect(await refusalOf(await publish(draft))).toBe('approval_needed')
    const open = await api.call('GET', '/api/staff/approvals', { as: approver.token })
    expect(await open.json()).toMatchObject({ items: [{ kind: 'campaign', subjectId: draft.id }] })
    expect((await viewOf(await approve(draft))).draft.approval).toMatchObject({ state: 'approved' })
    expect(await viewOf(await publish(draft))).toMatchObject({ version: 1 })
    const acts = await api.db`
      select staff_id, act from audit_event where subject = ${`campaign:${draft.id}`} order by seq`
    expect(acts.map(({ staffId, act }) => [staffId, act])).toEqual([
      [writer.person.id, 'campaign.create'],
      [writer.person.id, 'approval.ask'],
      [approver.person.id, 'approval.approve'],
      [writer.person.id, 'campaign.publish'],
    ])
  })

  test('is approved by nobody who asked, or who wrote in it at any time', async () => {
    const begun = await begin(writer)
    expect(await refusalOf(await approve(begun))).toBe('approval_not_asked')
    await viewOf(await ask(begun))
    expect(await refusalOf(await approve(begun, writer))).toBe('approval_own_work')
    const changed = await viewOf(await change(begun, '秋のお茶', approver))
    const asked = await viewOf(await ask(changed, owner))
    for (const author of [writer, approver, owner])
      expect(await refusalOf(await approve(asked, author))).toBe('approval_own_work')
    expect((await viewOf(await approve(asked, await logInStaff(api, 'manager')))).draft.approval.state).toBe(
      'approved',
    )
  })

  test('has to be approved again after a change, but not after one that was taken back', async () => {
    const draft = await begin(writer)
    await ask(draft)
    const approved = await viewOf(await approve(draft))
    const changed = await viewOf(await change(approved, '冬のお茶'))
    expect(changed.draft.approval).toMatchObject({ state: 'void' })
    expect(await refusalOf(await publish(changed))).toBe('approval_needed')
    const back = await viewOf(await change(changed, api.campaign.rules.name))
    expect(await viewOf(await publish(back))).toMatchObject({ version: 1 })
  })

  test('is not approved by who has seen another than was asked for, nor twice', async () => {
    const draft = await begin(writer)
    await ask(draft)
    const changed = await viewOf(await change(draft, '夏のお茶'))
    expect(await refusalOf(await approve(draft))).toBe('draft_changed_meanwhile')
    expect(await refusalOf(await approve(changed))).toBe('approval_not_asked')
    const asked = await viewOf(await ask(changed))
    const declined = { outcome: 'declined', note: '上限の金額を確かめてください。' }
    expect((await answer(asked, approver, { outcome: 'declined' })).status).toBe(400)
    const view = await viewOf(await answer(asked, approver, declined))
    expect(view.draft.approval).toMatchObject({ state: 'declined', note: declined.note })
    expect(await refusalOf(await approve(asked))).toBe('approval_not_asked')
    expect(await refusalOf(await publish(asked))).toBe('approval_needed')
  })
})

describe('a draft that names a product of the catalogue', () => {
  const addProduct = async () => {
    const json = { name: '玄米茶', price_yen: 120 }
    const answer = await api.call('POST', '/api/staff/products', { as: owner.token, json })
    return (await answer.json()) as { id: string }
  }
  const changeProduct = async ({ id }: { id: string }, by: Someone, json: object) => {
    const answer = await api.call('PATCH', `/api/staff/products/${id}`, { as: by.token, json })
    expect(answer.status).toBe(200)
  }
  const beginWith = async ({ id }: { id: string }) => {
    const [first, ...others] = api.campaign.rules.products
    const rules = { ...api.campaign.rules, products: [{ ...first!, id }, ...others] }
    const draft = await begin(writer)
    return viewOf(await act('PUT', 'draft', draft, writer, { rules }))
  }

  test('is answered as it was seen: what the catalogue changed since is to be looked at first', async () => {
    const product = await addProduct()
    const draft = await beginWith(product)
    const seen = await viewOf(await ask(draft))
    await changeProduct(product, owner, { price_yen: 1_200 })
    const now = await viewOf(await ask(draft))
    expect([now.revision, now.draft.approval.state]).toEqual([seen.revision, 'asked'])
    expect(await refusalOf(await approve(seen))).toBe('approval_content_changed')
    expect((await viewOf(await approve(now))).draft.approval.state).toBe('approved')
  })

  test('is the work of whoever changes what the product is, and not of who gives it another picture', async () => {
    const product = await addProduct()
    const draft = await beginWith(product)
    const other = await logInStaff(api, 'manager')
    await changeProduct(product, approver, { aliases: ['ゲンマイ'] })
    await changeProduct(product, other, { picture: '🍵' })
    const asked = await viewOf(await ask(draft))
    expect(await refusalOf(await approve(asked))).toBe('approval_own_work')
    expect((await viewOf(await approve(asked, other))).draft.approval.state).toBe('approved')
  })
})

test('the database itself keeps whoever wrote from approving, and what was answered as it is', async () => {
  const draft = await begin(writer)
  await ask(draft)
  const own = api.db`
    update approval set outcome = 'approved', decided_by = ${writer.person.id}, decided_at = asked_at
    where subject_id = ${draft.id}`
  await expect(own).rejects.toThrow('approval_by_another')
  await approve(draft)
  await expect(api.db`delete from approval where subject_id = ${draft.id}`).rejects.toThrow('was answered')
})

test('where approval is off, whoever may publish publishes', async () => {
  await setApproval(false)
  const draft = await begin(writer)
  expect(draft.draft.approval).toMatchObject({ needed: false })
  expect(await viewOf(await publish(draft))).toMatchObject({ version: 1 })
})
