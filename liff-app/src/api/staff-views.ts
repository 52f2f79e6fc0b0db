import type { AnswerOf, BodyOf } from './contract.ts'

// What the console shows and sends, by the routes that answer with it or take it.
export type StaffView = AnswerOf<'GET', '/api/staff/me'>
export type OverviewView = AnswerOf<'GET', '/api/staff/overview'>
export type ReviewList = AnswerOf<'GET', '/api/staff/entries'>
export type ReviewEntry = AnswerOf<'GET', '/api/staff/entries/:id'>
export type ReviewDecision = BodyOf<'POST', '/api/staff/entries/:id/decision'>
export type Sighting = BodyOf<'POST', '/api/staff/entries/:id/preview'>
export type ApprovalPreview = AnswerOf<'POST', '/api/staff/entries/:id/preview'>
export type ApprovalQuestion = ApprovalPreview['questions'][number]
export type LikeEntry = ApprovalPreview['likeEntries'][number]
export type CampaignSummary = AnswerOf<'GET', '/api/staff/campaigns'>['items'][number]
export type StaffCampaign = AnswerOf<'GET', '/api/staff/campaigns/:id'>
export type CampaignVersion = AnswerOf<'GET', '/api/staff/campaigns/:id/versions/:version'>
export type Publication = BodyOf<'POST', '/api/staff/campaigns/:id/publish'>
export type Draws = AnswerOf<'GET', '/api/staff/campaigns/:id/draws'>
export type StoppedMessage = AnswerOf<'GET', '/api/staff/messages'>['items'][number]
export type Budget = AnswerOf<'GET', '/api/staff/budgets'>['items'][number]
export type BudgetDraw = AnswerOf<'GET', '/api/staff/budgets/:id/draws'>['items'][number]
export type TestPerson = AnswerOf<'GET', '/api/staff/test-people'>['items'][number]
export type AccountView = AnswerOf<'GET', '/api/staff/account'>
export type TemplateSummary = AnswerOf<'GET', '/api/staff/templates'>['templates'][number]
export type TemplateKind = TemplateSummary['kind']
export type TemplatePreview = AnswerOf<'POST', '/api/staff/templates/:kind/preview'>
export type TemplateWords = BodyOf<'PUT', '/api/staff/templates/:kind'>['words']
export type Run = AnswerOf<'GET', '/api/staff/runs/:id'>
export type StaffReward = AnswerOf<'GET', '/api/staff/rewards'>['items'][number]
export type StaffCoupon = AnswerOf<'GET', '/api/staff/coupons'>['items'][number]
export type UploadedCodes = AnswerOf<'POST', '/api/staff/rewards/:id/codes'>
export type Product = AnswerOf<'GET', '/api/staff/products'>['items'][number]
export type ProductDetail = AnswerOf<'GET', '/api/staff/products/:id'>
export type Store = AnswerOf<'GET', '/api/staff/stores'>['items'][number]
export type AuditEvent = AnswerOf<'GET', '/api/staff/audit'>['items'][number]
export type AuditChain = AnswerOf<'GET', '/api/staff/audit/chain'>
export type Alias = AnswerOf<'GET', '/api/staff/aliases'>['items'][number]
export type AliasState = Alias['state']
