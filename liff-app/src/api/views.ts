import type { AnswerOf, BodyOf } from './contract.ts'

// What the pages show, by the routes that answer with it.
export type ConfigView = AnswerOf<'GET', '/api/config'>
export type ConsentsView = AnswerOf<'GET', '/api/me/consents'>
export type ErasureView = AnswerOf<'POST', '/api/me/erasure'>
export type ShopperView = AnswerOf<'GET', '/api/me'>
export type EntryReceipt = AnswerOf<'POST', '/api/entries'>
export type EntrySummary = AnswerOf<'GET', '/api/entries'>['items'][number]
export type EntryView = AnswerOf<'GET', '/api/entries/:id'>
export type PointsView = AnswerOf<'GET', '/api/points'>
export type MyTicket = AnswerOf<'GET', '/api/draws/:id/tickets'>['items'][number]
export type MyPlay = AnswerOf<'GET', '/api/draws/:id/plays'>['items'][number]
export type RewardView = AnswerOf<'GET', '/api/rewards'>['items'][number]
export type CouponView = AnswerOf<'GET', '/api/coupons'>['items'][number]
export type CouponWithCode = AnswerOf<'GET', '/api/coupons/:id'>
export type SurveyView = AnswerOf<'GET', '/api/survey'>
export type SurveyAnswer = BodyOf<'POST', '/api/survey/:id/answer'>

export type EntryState = EntrySummary['state']
export type Campaign = NonNullable<ConfigView['campaign']>
export type Judgement = EntryView['judgements'][number]
export type PointMove = AnswerOf<'GET', '/api/points/history'>['items'][number]
export type RankStanding = PointsView['rank']
export type Rank = RankStanding['rank']
export type StampCount = NonNullable<PointsView['stamps']>
export type PointLine = Decision['lines'][number]
export type Decision = NonNullable<EntryView['decision']>
export type Check = Decision['checks'][number]
export type Reading = NonNullable<EntryView['reading']>
