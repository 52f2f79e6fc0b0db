import { z } from '@hono/zod-openapi'
import { PrizeLaw, type CampaignRules } from '@tamaru/domain'
import { ApprovalAnswer, ApprovalView } from '../approvals/approval-view.ts'
import { Labelled } from '../labels/label-view.ts'
import { pageOf } from '../http/paging.ts'

/** Rules as they are written: docs/campaigns.md tells each. They may have faults until they are published. */
export const WrittenRules = z
  .record(z.string(), z.unknown())
  .openapi({ type: 'object', description: 'The rules of a campaign, see docs/campaigns.md' })

/** Rules without faults, every default filled in. */
const PublishedRules = z
  .custom<CampaignRules>((value) => typeof value === 'object' && value !== null)
  .openapi({ type: 'object', description: 'The rules of a campaign, see docs/campaigns.md' })

const Slug = z.string().regex(/^[a-z0-9-]{1,60}$/, 'small letters, digits and -')
const Text = z.string().trim().min(1).max(1000)
export const Archiving = z.object({ archived: z.boolean() })
export const CampaignState = z.enum(['draft', 'published', 'ended'])

const Override = z.object({ name: Text, reason: Text })
export const RuleFault = z.object({ path: z.string(), message: z.string() })

export const CampaignSummary = z.object({
  id: z.uuid(),
  slug: z.string(),
  state: CampaignState,
  /** As the draft calls it. */
  name: z.string(),
  revision: z.int(),
  version: z.int().nullable(),
  changedAt: z.iso.datetime(),
  changedBy: z.string().nullable(),
  archivedAt: z.iso.datetime().nullable(),
})
export const CampaignList = pageOf(CampaignSummary.extend(Labelled.shape))

export const VersionSummary = z.object({
  version: z.int(),
  publishedAt: z.iso.datetime(),
  /** Null for a command on the server. */
  publishedBy: z.string().nullable(),
  note: z.string().nullable(),
  /** Whether it keeps the caps of the prize law; null where that cannot be told. */
  withinLaw: z.boolean().nullable(),
  /** Whose word lets it go over them. */
  override: Override.nullable(),
})
export const VersionList = pageOf(VersionSummary)

export const CampaignView = CampaignSummary.extend({
  endedAt: z.iso.datetime().nullable(),
  draft: z.object({
    rules: WrittenRules,
    faults: z.array(RuleFault),
    /** Null while there are faults. */
    prizeLaw: PrizeLaw.nullable(),
    /** What publishing the draft would change. */
    changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
    approval: ApprovalView,
  }),
  /** In points; null where there is no budget. */
  budgetLeft: z.int().nullable(),
  counts: z.object({
    entries: z.int(),
    shoppers: z.int(),
    approved: z.int(),
    rejected: z.int(),
    waiting: z.int(),
    points: z.int(),
  }),
})

export const VersionView = VersionSummary.extend({
  rules: PublishedRules,
  prizeLaw: PrizeLaw.nullable(),
  /** Against the version before it; empty for the first. */
  changes: CampaignView.shape.draft.shape.changes,
})

export const NewCampaign = z.object({ slug: Slug, rules: WrittenRules.default({}) })
/** `revision` is that of the draft which was changed: whoever comes second is told. */
export const DraftChange = z.object({ revision: z.int().positive(), rules: WrittenRules })
export const Publication = z.object({
  revision: z.int().positive(),
  note: Text.nullable().default(null),
  /** For a plan over a cap of the prize law: who answers for it, and why. An owner's to give. */
  override: Override.nullable().default(null),
})
/** The draft that one has seen, by its revision. */
export const DraftSeen = z.object({ revision: z.int().positive() })
export const DraftAnswer = ApprovalAnswer.and(DraftSeen)
export const Ending = z.object({ note: Text.nullable().default(null) })
/** Rules to be looked at; without any, the draft. */
export const RulesToTry = z.object({ rules: WrittenRules.optional() })

export const SimulationRequest = RulesToTry.extend({
  /** This campaign's own, or all that ever came: what a campaign without entries is tried on. */
  receipts: z.enum(['campaign', 'account']).default('campaign'),
  /** As if draft and current rules held at any time: for a campaign that is still to come. */
  anyDates: z.boolean().default(false),
})
