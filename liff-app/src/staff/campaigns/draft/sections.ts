import type { Fault } from '../../form/find-faults.ts'
import type { Written } from '../../form/form-path.ts'

/** The parts of a campaign in the order in which a marketer thinks of them, and what each writes. */
export const SECTIONS = [
  {
    id: 'basics',
    parts: [
      'name',
      'sponsor',
      'purchasedFrom',
      'purchasedUntil',
      'entryFrom',
      'entryUntil',
      'maxReceiptAgeDays',
    ],
  },
  { id: 'whom', parts: ['leastAge', 'onlyFor'] },
  { id: 'products', parts: ['products', 'otherProducts'] },
  { id: 'points', parts: ['pointsPerProduct', 'pointsLiveForDays', 'pendingDays', 'surveyAfter_min'] },
  { id: 'sets', parts: ['sets'] },
  { id: 'amount', parts: ['amountPoints', 'minimumSpend'] },
  { id: 'multipliers', parts: ['multipliers'] },
  {
    id: 'limits',
    parts: ['maxPointsPerReceipt', 'maxPointsPerPersonPerDay', 'maxPointsPerPerson', 'budget_points'],
  },
  { id: 'stamps', parts: ['stamps'] },
  { id: 'instant', parts: ['instantWin'] },
  { id: 'draws', parts: ['draws'] },
  { id: 'stores', parts: ['stores'] },
  { id: 'law', parts: ['prizeBasis'] },
] as const

export type SectionId = (typeof SECTIONS)[number]['id']
const partsOf = (id: SectionId): readonly string[] => SECTIONS.find((section) => section.id === id)!.parts

export function faultsIn(id: SectionId, faults: readonly Fault[]): Fault[] {
  return faults.filter(({ path }) => partsOf(id).includes(path.split('.')[0]!))
}

/** Whether anything is written in a section. */
export function isUsed(id: SectionId, written: Written): boolean {
  return partsOf(id).some((part) => {
    const value = written[part]
    return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined
  })
}
