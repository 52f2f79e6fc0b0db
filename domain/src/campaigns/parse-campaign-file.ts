import { z } from 'zod'
import { textOf } from '../faults/fault.ts'
import { CampaignProduct } from '../products/product.ts'
import { CampaignRules } from './campaign.ts'
import { addDays } from '../time/tokyo-time.ts'

/** Points for each product where a file names none. */
const POINTS_PER_PRODUCT = 10
/** More than anyone earns: a file that names no cap sets none. */
const UNCAPPED = 1_000_000
const POINTS_LIVE_FOR_DAYS = 365
/** Days after the last purchase on which a receipt can still be entered. */
const ENTRY_DAYS = 7

const Day = textOf('day', /^\d{4}-\d\d-\d\d$/)

/** What a marketer has before the rules are settled: a period and products. */
const CampaignOutline = z.object({
  campaign: z.string().optional(),
  name: z.string().optional(),
  sponsor: z.string().default(''),
  purchasedFrom: Day,
  purchasedUntil: Day,
  entryUntil: Day.optional(),
  products: z.array(CampaignProduct).min(1),
})

/**
 * A campaign from a file's JSON: whole rules, or an outline of period and products, which is taken with 10 points a
 * product and no caps.
 * @throws Error that names every fault
 */
export function parseCampaignFile(json: unknown): CampaignRules {
  const whole = CampaignRules.safeParse(json)
  if (whole.success) return whole.data
  const outline = CampaignOutline.safeParse(json)
  // Whoever names points wrote whole rules: their faults are what helps.
  const meantWhole = typeof json === 'object' && json !== null && 'pointsPerProduct' in json
  if (!outline.success || meantWhole) {
    const { issues } = meantWhole || outline.success ? whole.error : outline.error
    const faults = issues.map((issue) => `  ${issue.path.join('.') || '(the file)'}: ${issue.message}`)
    throw new Error(`The campaign has ${faults.length} fault(s):\n${faults.join('\n')}`)
  }
  const { campaign, name, entryUntil, ...known } = outline.data
  return CampaignRules.parse({
    ...known,
    name: name ?? campaign ?? '',
    entryUntil: entryUntil ?? addDays(known.purchasedUntil, ENTRY_DAYS),
    pointsPerProduct: POINTS_PER_PRODUCT,
    maxPointsPerReceipt: UNCAPPED,
    maxPointsPerPersonPerDay: UNCAPPED,
    pointsLiveForDays: POINTS_LIVE_FOR_DAYS,
  })
}
