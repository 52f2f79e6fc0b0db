import { z } from 'zod'
import type { CampaignRules } from '../campaigns/campaign.ts'
import { EntryState, type Decision } from '../decisions/decision.ts'
import { startMatcher } from '../products/match-products.ts'
import type { ProductMatch } from '../products/product-match.ts'
import { normaliseName } from '../names/normalise-name.ts'
import type { Reading } from '../receipts/reading.ts'

const LINES_KEPT = 200

const Match = z.object({ productId: z.string(), certainty: z.enum(['sure', 'unsure']) })

/** A printed line that would match anew with the alias, and what became of its entry without it. */
export const AliasLine = z.object({
  entryId: z.string(),
  /** Index into the reading's items. */
  line: z.number().int(),
  printed: z.string(),
  state: EntryState,
  decidedBy: z.enum(['machine', 'staff']).nullable(),
  before: Match.nullable(),
  after: Match.nullable(),
  /**
   * What the line was counted as: the good's id in this campaign, or, by another campaign, its name there; null for
   * nothing, or where the entry is not decided.
   */
  counted: z.string().nullable(),
  /**
   * `agrees`: staff counted the same. `conflicts`: it was decided otherwise, by staff or, surely, by the machine.
   * `unknown`: nobody has looked at the line.
   */
  verdict: z.enum(['agrees', 'conflicts', 'unknown']),
})
export type AliasLine = z.infer<typeof AliasLine>

/** What an alias would have changed in all that ever came. */
export const AliasReplay = z.object({
  /** Entries that were looked through. */
  entries: z.number().int(),
  changed: z.number().int(),
  agrees: z.number().int(),
  conflicts: z.number().int(),
  unknown: z.number().int(),
  /** Conflicts first; not more than 200, the counts are of all. */
  lines: z.array(AliasLine),
})
export type AliasReplay = z.infer<typeof AliasReplay>

export interface ReplayableEntry {
  entryId: string
  state: z.infer<typeof EntryState>
  /** Whether a version of the same campaign judged it. */
  sameCampaign: boolean
  /** The product that would learn the alias, by its ids in the rules that judged the entry: none where they do not name it. */
  idsOfProduct: ReadonlySet<string>
  reading: Reading
  decision: Decision | null
}

/** Rules with the alias added to the product; the rules that were given stay as they are. */
export function withAlias<R extends Pick<CampaignRules, 'products'>>(
  rules: R,
  productId: string,
  alias: string,
): R {
  const products = rules.products.map((product) =>
    product.id === productId ? { ...product, aliases: [...(product.aliases ?? []), alias] } : product,
  )
  return { ...rules, products }
}

/**
 * Matches stored readings without and with an alias, entry by entry: of each that has the printed name on it, `take`
 * tells which lines would match anew; `report` tells what there was, of `looked` that were looked through. Pure.
 */
export function startAliasReplay(
  rules: CampaignRules,
  { productId, alias }: { productId: string; alias: string },
): { take(entry: ReplayableEntry): void; report(looked: number): AliasReplay } {
  const name = normaliseName(alias)
  const matchBefore = startMatcher(rules)
  const matchAfter = startMatcher(withAlias(rules, productId, alias))
  const kept = { conflicts: [] as AliasLine[], unknown: [] as AliasLine[], agrees: [] as AliasLine[] }
  const counts = { conflicts: 0, unknown: 0, agrees: 0 }
  return {
    take(entry) {
      const [before, after] = [matchBefore(entry.reading.items), matchAfter(entry.reading.items)]
      for (const [line, { name: printed }] of entry.reading.items.entries()) {
        const [was, is] = [pick(before, line), pick(after, line)]
        if (normaliseName(printed) !== name || isAlike(was, is)) continue
        const { entryId, state, decision } = entry
        const match = state === 'approved' ? countedMatch(decision, printed) : undefined
        const isSame = match === undefined ? null : entry.idsOfProduct.has(match.productId)
        const verdict = judge(entry, isSame, before)
        const counted = (entry.sameCampaign ? match?.productId : match?.name) ?? null
        const decidedBy = decision?.decidedBy ?? null
        counts[verdict]++
        if (kept[verdict].length === LINES_KEPT) continue
        kept[verdict].push({
          entryId,
          line,
          printed,
          state,
          decidedBy,
          before: was,
          after: is,
          counted,
          verdict,
        })
      }
    },
    report: (looked) => ({
      entries: looked,
      changed: counts.conflicts + counts.unknown + counts.agrees,
      ...counts,
      lines: [...kept.conflicts, ...kept.unknown, ...kept.agrees].slice(0, LINES_KEPT),
    }),
  }
}

function judge(
  { state, sameCampaign, decision }: ReplayableEntry,
  /** Whether the line was counted as this product, in whatever campaign; null: as nothing. */
  isSame: boolean | null,
  before: ProductMatch[],
): AliasLine['verdict'] {
  if (isSame !== null) return isSame ? 'agrees' : 'conflicts'
  // By another campaign's rules a line may not count though it is the good.
  if (!sameCampaign || decision === null) return 'unknown'
  if (decision.decidedBy !== 'staff') return 'unknown'
  if (state === 'approved') return 'conflicts'
  // Turned down by a person, and there was nothing else on it that counts: they may have turned down this line.
  const hadOther = before.some(({ certainty }) => certainty === 'sure')
  return state === 'rejected' && !hadOther ? 'conflicts' : 'unknown'
}

const countedMatch = (decision: Decision | null, printed: string) =>
  decision?.matched.find(
    (one) => one.certainty === 'sure' && normaliseName(one.printed) === normaliseName(printed),
  )

function pick(matches: ProductMatch[], line: number): z.infer<typeof Match> | null {
  const match = matches.find(({ item }) => item === line)
  return match ? { productId: match.productId, certainty: match.certainty } : null
}

function isAlike(one: z.infer<typeof Match> | null, other: z.infer<typeof Match> | null): boolean {
  return one?.productId === other?.productId && one?.certainty === other?.certainty
}
