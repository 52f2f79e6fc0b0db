import type * as aliases from '../../../api/src/aliases/alias-view.ts'
import type * as audit from '../../../api/src/audit/audit-view.ts'
import type * as campaigns from '../../../api/src/campaigns/campaign-view.ts'
import type * as draws from '../../../api/src/draws/draw-view.ts'
import type * as messages from '../../../api/src/messages/stopped-message-view.ts'
import type * as rewards from '../../../api/src/rewards/reward-view.ts'
import type * as ranks from '../../../api/src/ranks/rank-view.ts'
import type * as runs from '../../../api/src/runs/run-view.ts'
import type * as staff from '../../../api/src/staff/staff-view.ts'
import type * as stores from '../../../api/src/stores/store-view.ts'

// The API's own shapes for the staff console, taken as types only.
type Shape<T extends { _output: unknown }> = T['_output']
type Input<T extends { _input: unknown }> = T['_input']

export type CampaignSummary = Shape<typeof campaigns.CampaignSummary>
export type CampaignList = Shape<typeof campaigns.CampaignList>
export type StaffCampaign = Shape<typeof campaigns.CampaignView>
export type CampaignVersion = Shape<typeof campaigns.VersionView>
export type RuleChange = StaffCampaign['draft']['changes'][number]
export type Publication = Input<typeof campaigns.Publication>
export type Draws = draws.StaffDrawsView
export type StoppedMessage = Shape<typeof messages.StoppedMessageView>
export type StoppedMessageList = Shape<typeof messages.StoppedMessageList>
export type Run = runs.RunView
export type NewestRun = Shape<typeof runs.NewestRun>
export type StaffReward = rewards.StaffRewardView
export type StaffRewardList = Shape<typeof rewards.StaffRewardList>
export type StaffCoupon = Shape<typeof rewards.StaffCouponView>
export type StaffCouponList = Shape<typeof rewards.StaffCouponList>
export type UploadedCodes = Shape<typeof rewards.UploadedCodes>
export type Store = Shape<typeof stores.StoreView>
export type StoreList = Shape<typeof stores.StoreList>
export type Member = Shape<typeof staff.MemberView>
export type MemberList = Shape<typeof staff.MemberList>
export type RankSettings = Shape<typeof ranks.RankSettings>
export type AuditList = Shape<typeof audit.AuditList>
export type AuditEvent = AuditList['events'][number]
export type AuditChain = Shape<typeof audit.AuditChainView>
export type Alias = aliases.AliasView
export type AliasList = Shape<typeof aliases.AliasList>
export type AliasState = Shape<typeof aliases.AliasState>
