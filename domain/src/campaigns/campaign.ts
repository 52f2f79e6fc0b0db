import { z } from 'zod'
import { ADMISSION_PARTS } from '../admission/admission.ts'
import { fault, textOf } from '../faults/fault.ts'
import { outOfBounds } from '../numbers/bounds.ts'
import { MileageRank } from '../ranks/rank.ts'
import { CampaignProduct } from '../products/product.ts'
import { StoreIdentity } from '../stores/match-store.ts'

const LocalDate = textOf('day', /^\d{4}-\d\d-\d\d$/)
const Points = z.number().int().positive()
const Yen = z.number().int().positive()
const Id = textOf('key', /^[\w-]{1,60}$/)

/** What an amount in yen is counted over: everything on the receipt, or the campaign's products alone. */
const AmountOf = z.enum(['receipt', 'products'])

/** Points by amount: for every so many yen, or by steps of which the highest that is reached counts. */
const AmountPoints = z.union([
  z.object({ of: AmountOf, per_yen: Yen, points: Points }),
  z.object({ of: AmountOf, steps: z.array(z.object({ from_yen: Yen, points: Points })).min(1) }),
])

/** A set on one receipt: "A and B", or "any 3 different" of some products (of all, where none are named). */
export const ProductSet = z
  .object({
    id: Id,
    name: z.string(),
    /** Every one of these must be there. */
    all: z.array(z.string()).default([]),
    /** So many different ones of `of`. */
    different: z.number().int().min(2).nullable().default(null),
    of: z.array(z.string()).default([]),
    points: Points,
    /** How often the set counts on one receipt, where it is bought several times over. */
    timesPerReceipt: z.number().int().positive().default(1),
  })
  .refine((set) => set.all.length > 0 !== (set.different !== null), fault('set_of_nothing'))
export type ProductSet = z.infer<typeof ProductSet>

const percent = z.number().int().min(101).max(10_000)
/** What makes points more: 150 is one and a half times. Of several that apply the highest counts, not their product. */
export const Multiplier = z.discriminatedUnion('when', [
  z.object({ when: z.literal('rank'), rank: MileageRank, percent }),
  /** Bought on one of these days of the week, 0 Sunday to 6 Saturday. */
  z.object({ when: z.literal('weekday'), weekdays: z.array(z.number().int().min(0).max(6)).min(1), percent }),
  /** The person's first approved entry in the campaign. */
  z.object({ when: z.literal('first_entry'), percent }),
])
export type Multiplier = z.infer<typeof Multiplier>

/** Stamps towards a goal: each entry, or each product bought, is one. */
const Stamps = z.object({
  per: z.enum(['entry', 'product']),
  goal: z.number().int().min(2),
  /** Points whenever the goal is reached. */
  points: Points,
  /** Whether collecting begins anew at the goal. */
  repeats: z.boolean().default(true),
})

/** How a winner gets a prize that is a thing, in words for them. Null: they are sent to the organiser. */
const Receiving = z.string().max(300).nullable().default(null)

/** One prize that is won, or not, the moment an entry is approved. */
export const InstantPrize = z.object({
  id: Id,
  name: z.string(),
  /** One entry in so many wins, as long as there is stock. */
  oneIn: z.number().int().min(1),
  stock: z.number().int().positive(),
  /** Points that are credited with it; null for a thing that is sent. */
  points: Points.nullable().default(null),
  /** What it is worth, for the caps of the law. */
  value_yen: Yen.nullable().default(null),
  receiving: Receiving,
})
export type InstantPrize = z.infer<typeof InstantPrize>

/** A draw among the approved entries, after the campaign. */
export const PrizeDraw = z.object({
  id: Id,
  name: z.string(),
  winners: z.number().int().positive(),
  /** The Tokyo day from which it may be drawn; entries decided later have no ticket. */
  drawnFrom: LocalDate,
  /** What gives a ticket: each approved entry, or each product bought. */
  ticketPer: z.enum(['entry', 'product']).default('entry'),
  /** Whether one person may win it once only. */
  oncePerPerson: z.boolean().default(true),
  value_yen: Yen.nullable().default(null),
  receiving: Receiving,
})
export type PrizeDraw = z.infer<typeof PrizeDraw>

/** What the caps of the 景品表示法 are worked out from; see `prizeLaw`. */
export const PrizeBasis = z.object({
  /** 総付 (to everyone who buys), 一般懸賞 (by chance, one sponsor), 共同懸賞 (by chance, several sponsors together). */
  kind: z.enum(['to_everyone', 'by_chance', 'by_chance_jointly']),
  /** The price of the transaction that the premium hangs on, in yen. */
  transaction_yen: Yen,
  /** Sales expected from the campaign's goods in its period, in yen. */
  expectedSales_yen: Yen,
  yenPerPoint: z.number().positive().default(1),
})
export type PrizeBasis = z.infer<typeof PrizeBasis>

const Rules = z.object({
  name: z.string(),
  sponsor: z.string(),
  purchasedFrom: LocalDate,
  purchasedUntil: LocalDate,
  /** Null: entries are taken from the first day of purchase on. */
  entryFrom: LocalDate.nullable().default(null),
  entryUntil: LocalDate,
  /** A receipt may be at most this many days old on the day it is entered with. */
  maxReceiptAgeDays: z.number().int().min(0).nullable().default(null),
  ...ADMISSION_PARTS,
  /** The shops that take part; null: any shop. */
  stores: z.array(StoreIdentity).min(1).nullable().default(null),
  /** None: the whole receipt counts, by its amount or for its draw. */
  products: z.array(CampaignProduct).default([]),
  /** The sponsor's goods that do not count, which would otherwise be taken for those that do. */
  otherProducts: z.array(CampaignProduct).default([]),
  minimumSpend: z.object({ yen: Yen, of: AmountOf }).nullable().default(null),
  /** Points for each campaign product bought, counted by quantity. */
  pointsPerProduct: z.number().int().min(0),
  amountPoints: AmountPoints.nullable().default(null),
  sets: z.array(ProductSet).default([]),
  multipliers: z.array(Multiplier).default([]),
  stamps: Stamps.nullable().default(null),
  instantWin: z
    .object({ prizes: z.array(InstantPrize).min(1) })
    .nullable()
    .default(null),
  draws: z.array(PrizeDraw).default([]),
  maxPointsPerReceipt: Points,
  maxPointsPerPersonPerDay: Points,
  maxPointsPerPerson: Points.nullable().default(null),
  /** All points that receipts may ever earn here, everybody together. A prize's points are covered by its own stock. */
  budget_points: Points.nullable().default(null),
  /** Points are pending for so many days before they can be spent: time in which a return or a fraud comes to light. */
  pendingDays: z.number().int().min(0).default(0),
  /** Points lapse at the end of the day this many days after they can be spent. */
  pointsLiveForDays: z.number().int().positive(),
  /** Minutes between a credit and the question how it was: the result should be seen first. */
  surveyAfter_min: z.number().int().min(0).default(60),
  prizeBasis: PrizeBasis.nullable().default(null),
})

/** The parts of a campaign's rules, each with what it begins with: views and forms are made of them. */
export const RULE_PARTS = Rules.shape

/** Rules as they were published. Older ones may hold numbers that would be refused today; entries are judged by them still. */
export const StoredRules = z.preprocess(
  setsFromVarietyBonus,
  Rules.superRefine((rules, context) => {
    for (const [path, found] of faultsOf(rules)) context.addIssue({ code: 'custom', path: [path], ...found })
  }),
)
/**
 * What a marketer sets up, as data. A published version never changes; an entry keeps the version that judged it.
 * Dates are inclusive and in Asia/Tokyo. Null means that there is no such rule. No number is larger than what columns,
 * sums and JSON can bear.
 */
export const CampaignRules = StoredRules.superRefine((rules, context) => {
  for (const issue of outOfBounds(rules)) context.addIssue(issue)
})
export type CampaignRules = z.infer<typeof CampaignRules>
/** As a file holds them: what has a default may be left out. */
export type CampaignRulesInput = z.input<typeof Rules>

/** Rules and the number under which they were published; a draft is version 0. */
export interface JudgingCampaign {
  version: number
  rules: CampaignRules
}

/** What no single field can tell: rules that contradict one another, or point to what is not there. */
function faultsOf(rules: z.infer<typeof Rules>): [path: string, found: ReturnType<typeof fault>][] {
  const faults: [string, ReturnType<typeof fault>][] = []
  const ids = rules.products.map(({ id }) => id)
  const everyId = [...ids, ...rules.otherProducts.map(({ id }) => id)]
  const named = rules.sets.flatMap((set) => [...set.all, ...set.of])
  const unknown = named.filter((id) => !ids.includes(id))
  if (rules.purchasedUntil < rules.purchasedFrom) faults.push(['purchasedUntil', fault('before_purchase')])
  if (rules.entryUntil < (rules.entryFrom ?? rules.purchasedFrom))
    faults.push(['entryUntil', fault('before_entry')])
  if (new Set(everyId).size < everyId.length) faults.push(['products', fault('same_id')])
  if (unknown.length > 0) faults.push(['sets', fault('unknown_products', { names: unknown.join(', ') })])
  for (const [path, things] of [
    ['sets', rules.sets],
    ['draws', rules.draws],
    ['instantWin', rules.instantWin?.prizes ?? []],
    ['stores', rules.stores ?? []],
  ] as const)
    if (new Set(things.map(({ id }) => id)).size < things.length) faults.push([path, fault('same_id')])
  const countsReceipts = rules.amountPoints?.of === 'receipt' || rules.stamps?.per === 'entry'
  if (ids.length === 0 && !countsReceipts && rules.draws.length === 0 && !rules.instantWin)
    faults.push(['products', fault('nothing_counts')])
  return faults
}

/** Rules that were published before sets had names spoke of a `varietyBonus`: "any N different". */
function setsFromVarietyBonus(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('varietyBonus' in given)) return given
  const { varietyBonus, ...rules } = given as {
    varietyBonus: Record<string, number> | null
    sets?: unknown[]
  }
  if (!varietyBonus) return rules
  const { differentProducts: different, points } = varietyBonus
  const set = { id: 'variety', name: `${different}種類セット`, different, points }
  return { ...rules, sets: [...(rules.sets ?? []), set] }
}
