import type { Campaign } from '../../api/views.ts'
import type { useFormat } from '../../ui/use-format.ts'
import type * as words from './words.ts'

export interface Earning {
  icon: 'cart' | 'yen' | 'gift' | 'medal' | 'calendar' | 'sparkle' | 'stamp'
  /** What there is to do, and what it gives. */
  what: string
  gives: string
  note: string | null
}

interface Telling {
  words: typeof words.ja
  ranks: Record<'bronze' | 'silver' | 'gold', string>
  format: Pick<ReturnType<typeof useFormat>, 'number' | 'yen' | 'weekday'>
}

/** All ways to points in a campaign, in the order in which they are counted. */
export function tellEarnings(campaign: Campaign, telling: Telling): Earning[] {
  return [
    ...fromProducts(campaign, telling),
    ...fromAmount(campaign, telling),
    ...fromSets(campaign, telling),
    ...fromMultipliers(campaign, telling),
    ...fromStamps(campaign, telling),
  ]
}

function fromProducts({ products, pointsPerProduct }: Campaign, { words, format }: Telling): Earning[] {
  const gives = words.perProductPoints(format.number(pointsPerProduct))
  if (products.length === 0 || pointsPerProduct === 0) return []
  return [{ icon: 'cart', what: words.perProduct, gives, note: null }]
}

function fromAmount({ amountPoints: rule }: Campaign, { words, format }: Telling): Earning[] {
  if (!rule) return []
  const of = words.amountOf[rule.of]
  const gives = (points: number) => words.pt(format.number(points))
  if ('per_yen' in rule)
    return [
      {
        icon: 'yen',
        what: words.perYen(of, format.yen(rule.per_yen)),
        gives: gives(rule.points),
        note: null,
      },
    ]
  const steps = [...rule.steps].sort((a, b) => a.from_yen - b.from_yen)
  return steps.map(({ from_yen, points }, n) => ({
    icon: 'yen',
    what: words.fromYen(of, format.yen(from_yen)),
    gives: gives(points),
    note: steps.length > 1 && n === steps.length - 1 ? words.steps : null,
  }))
}

function fromSets({ sets, products }: Campaign, { words, format }: Telling): Earning[] {
  const names = (ids: string[]) => ids.map((id) => products.find((product) => product.id === id)?.name ?? id)
  return sets.map((set) => ({
    icon: 'gift',
    what:
      set.different === null
        ? words.setAll(names(set.all))
        : set.of.length > 0
          ? words.setDifferentOf(set.different, names(set.of))
          : words.setDifferent(set.different),
    gives: words.extraPoints(format.number(set.points)),
    note: [set.name, ...(set.timesPerReceipt > 1 ? [words.times(set.timesPerReceipt)] : [])].join('・'),
  }))
}

function fromMultipliers({ multipliers }: Campaign, { words, ranks, format }: Telling): Earning[] {
  return multipliers.map((multiplier, n) => {
    const gives = words.multiplier(format.number(multiplier.percent / 100))
    const note = multipliers.length > 1 && n === multipliers.length - 1 ? words.highest : null
    switch (multiplier.when) {
      case 'rank':
        return { icon: 'medal', what: words.whenRank(ranks[multiplier.rank]), gives, note }
      case 'weekday':
        return {
          icon: 'calendar',
          what: words.whenWeekday(multiplier.weekdays.map(format.weekday)),
          gives,
          note,
        }
      case 'first_entry':
        return { icon: 'sparkle', what: words.whenFirst, gives, note }
    }
  })
}

function fromStamps({ stamps }: Campaign, { words, format }: Telling): Earning[] {
  if (!stamps) return []
  const gives = words.stampGoal(format.number(stamps.goal), format.number(stamps.points))
  return [
    {
      icon: 'stamp',
      what: words.stamps[stamps.per],
      gives,
      note: stamps.repeats ? words.stampsRepeat : null,
    },
  ]
}
