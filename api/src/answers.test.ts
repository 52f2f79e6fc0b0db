import { DrawRecord } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { logInShopper, logInStaff } from '../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading, sendPhoto } from '../../tests/support/enter-receipt.ts'
import { makeCampaign } from '../../tests/support/make-campaign.ts'
import { startApi } from '../../tests/support/start-api.ts'
import { pageOf } from './http/paging.ts'
import { AliasList } from './aliases/alias-view.ts'
import { CampaignList, CampaignView, VersionList, VersionView } from './campaigns/campaign-view.ts'
import { AuditChainView, AuditList } from './audit/audit-view.ts'
import { ConfigView } from './campaigns/config-view.ts'
import { ShopperView } from './shoppers/shopper-view.ts'
import { DrawWinners, MyPlays, MyTickets, StaffDrawsView } from './draws/draw-view.ts'
import { EntryReceipt, EntrySummary, EntryView } from './entries/entry-view.ts'
import { PointsView } from './points/points-view.ts'
import { OverviewView, ReviewEntry, ReviewList } from './review/review-view.ts'
import {
  CouponList,
  CouponView,
  CouponWithCode,
  RewardList,
  StaffCouponList,
  StaffRewardList,
} from './rewards/reward-view.ts'
import { RankSettings } from './ranks/rank-view.ts'
import { StaffList, StaffView } from './staff/staff-view.ts'
import { StoreList } from './stores/store-view.ts'
import { NpsView, SurveyView } from './surveys/survey-view.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

// A life with some of everything: approved, rejected, waiting, unread; points, a survey, an answer.
const me = await logInShopper(api)
const { token: staff } = await logInStaff(api, 'owner')
const approved = await enterAndSettle(api, me)
const rejected = await enterAndSettle(api, me, makeNewReading({ purchasedAt: `${daysAgo(70)}T12:00` }))
const waiting = await enterAndSettle(
  api,
  me,
  makeNewReading({ confidence: 0.3, total: null, purchasedAt: null }),
)
const upload = await sendPhoto(api, me.token)
const unread = (await upload.clone().json()) as { id: string }

// A campaign with chance in it, and a reward that points were exchanged for.
const prize = { id: 'tea', name: '緑茶', oneIn: 2, stock: 5, points: null, value_yen: null }
const chance = await makeCampaign(api.db, api.account.id, { instantWin: { prizes: [prize] } })
const terms = {
  name: { ja: '緑茶 1本', en: 'A bottle of green tea' },
  words: { ja: 'レジで使えます。', en: 'Use it at the till.' },
  cost_points: 10,
  couponDays: 7,
  cancelWithin_min: 10,
}
const reward = await api.call('POST', '/api/staff/rewards', { as: staff, json: { kind: 'till_code', terms } })
const { id: rewardId } = (await reward.json()) as { id: string }
const exchanged = await api.call('POST', `/api/rewards/${rewardId}/exchange`, {
  as: me.token,
  headers: { 'idempotency-key': 'once' },
})
const coupon = (await exchanged.clone().json()) as { id: string }
const shown = await api.call('GET', `/api/coupons/${coupon.id}`, { as: me.token })
const { code } = (await shown.json()) as { code: { text: string } }

/** What the document promises of an answer, and not one person more. */
async function expectAnswer(schema: z.ZodObject, path: string, as: string): Promise<void> {
  const answer = await api.call('GET', path, { as })
  expect(answer.status, path).toBe(200)
  expect(schema.strict().safeParse(await answer.json()).error, path).toBeUndefined()
}

test('an upload is answered as documented', async () => {
  expect(EntryReceipt.strict().safeParse(await upload.json()).error).toBeUndefined()
})

test('an exchange is answered as documented', async () => {
  expect(CouponView.strict().safeParse(await exchanged.json()).error).toBeUndefined()
})

test.each([
  ['/api/config', ConfigView],
  ['/api/me', ShopperView],
  ['/api/entries', pageOf(EntrySummary.strict())],
  [`/api/entries/${approved.id}`, EntryView],
  [`/api/entries/${rejected.id}`, EntryView],
  [`/api/entries/${waiting.id}`, EntryView],
  [`/api/entries/${unread.id}`, EntryView],
  ['/api/points', PointsView],
  ['/api/survey', SurveyView],
  ['/api/rewards', RewardList],
  ['/api/coupons', CouponList],
  [`/api/coupons/${coupon.id}`, CouponWithCode],
  [`/api/draws/${chance.campaignId}`, DrawRecord],
  [`/api/draws/${chance.campaignId}/tickets`, MyTickets],
  [`/api/draws/${chance.campaignId}/plays`, MyPlays],
])('a shopper’s %s is answered as documented', (path, schema) => expectAnswer(schema, path, me.token))

const staffAnswers: [string, z.ZodObject][] = [
  ['/api/staff/me', StaffView],
  ['/api/staff/overview', OverviewView],
  ['/api/staff/aliases', AliasList],
  ['/api/staff/campaigns', CampaignList],
  [`/api/staff/campaigns/${api.campaign.campaignId}`, CampaignView],
  [`/api/staff/campaigns/${api.campaign.campaignId}/versions`, VersionList],
  [`/api/staff/campaigns/${api.campaign.campaignId}/versions/1`, VersionView],
  ['/api/staff/nps', NpsView],
  ['/api/staff/rewards', StaffRewardList],
  [`/api/staff/coupons?code=${code.text}`, StaffCouponList],
  [`/api/staff/campaigns/${chance.campaignId}/draws`, StaffDrawsView],
  [`/api/staff/campaigns/${chance.campaignId}/draws/any/winners`, DrawWinners],
  ['/api/staff/stores', StoreList],
  ['/api/staff', StaffList],
  ['/api/staff/settings/ranks', RankSettings],
  ['/api/staff/audit', AuditList],
  ['/api/staff/audit/chain', AuditChainView],
]
for (const state of ['needs_review', 'received', 'approved', 'rejected'])
  staffAnswers.push([`/api/staff/entries?state=${state}`, ReviewList])
for (const { id } of [approved, rejected, waiting, unread])
  staffAnswers.push([`/api/staff/entries/${id}`, ReviewEntry])

test.each(staffAnswers)('staff’s %s is answered as documented', (path, schema) =>
  expectAnswer(schema, path, staff),
)

test('what the mini-app may know of a campaign holds nothing that only the matcher needs', async () => {
  const config = await (await api.call('GET', '/api/config')).text()
  expect(config).not.toMatch(/kana|aliases|"jan"/)
})

test.each(['/api/staff/entries?state=lost', '/api/entries/not-a-uuid', '/api/staff/entries/1'])(
  'a question that makes no sense is refused as such: %s',
  async (path) => {
    const answer = await api.call('GET', path, { as: path.includes('staff') ? staff : me.token })
    expect([answer.status, await answer.json()]).toMatchObject([400, { kind: 'invalid_request' }])
  },
)
