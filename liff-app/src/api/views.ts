import type { ConfigView } from '../../../api/src/campaigns/config-view.ts'
import type { FriendshipView, ShopperView } from '../../../api/src/shoppers/shopper-view.ts'
import type { EntryReceipt, EntrySummary, EntryView } from '../../../api/src/entries/entry-view.ts'
import type { PointsView } from '../../../api/src/points/points-view.ts'
import type * as preview from '../../../api/src/review/preview-view.ts'
import type * as review from '../../../api/src/review/review-view.ts'
import type {
  CouponList,
  CouponView,
  CouponWithCode,
  RewardList,
  RewardView,
} from '../../../api/src/rewards/reward-view.ts'
import type { MyDrawsView } from '../../../api/src/draws/draw-view.ts'
import type { StaffView as StaffMember } from '../../../api/src/staff/staff-member-view.ts'
import type * as surveys from '../../../api/src/surveys/survey-view.ts'

// The API's own shapes, taken as types only: nothing of the API is in the pages.
type Shape<T extends { _output: unknown }> = T['_output']
type Input<T extends { _input: unknown }> = T['_input']

export type {
  ConfigView,
  CouponView,
  CouponWithCode,
  EntryReceipt,
  EntrySummary,
  EntryView,
  FriendshipView,
  MyDrawsView,
  PointsView,
  RewardView,
  ShopperView,
}
export type RewardCatalogue = Shape<typeof RewardList>
export type Coupons = Shape<typeof CouponList>
export type SurveyView = Shape<typeof surveys.SurveyView>
export type SurveyAnswer = Input<typeof surveys.SurveyAnswer>
export type NpsView = Shape<typeof surveys.NpsView>
export type StaffView = Shape<typeof StaffMember>
export type ReviewList = Shape<typeof review.ReviewList>
export type ReviewEntry = Shape<typeof review.ReviewEntry>
export type ReviewDecision = Input<typeof review.ReviewDecision>
export type Sighting = Input<typeof review.Sighting>
export type ApprovalPreview = preview.ApprovalPreview
export type ApprovalQuestion = ApprovalPreview['questions'][number]
export type LikeEntry = preview.LikeEntry
export type OverviewView = Shape<typeof review.OverviewView>
export type EntryState = EntrySummary['state']
export type Campaign = NonNullable<ConfigView['campaign']>
export type Judgement = EntryView['judgements'][number]
export type PointMove = PointsView['history'][number]
export type RankStanding = PointsView['rank']
export type Rank = RankStanding['rank']
export type StampCount = NonNullable<PointsView['stamps']>
export type PointLine = Decision['lines'][number]
export type Decision = NonNullable<EntryView['decision']>
export type Check = Decision['checks'][number]
export type Reading = NonNullable<EntryView['reading']>

export interface BuriedJob {
  id: string
  kind: string
  attempts: number
  lastError: string | null
  createdAt: string
}
