import type { ReviewDecision, ReviewEntry, Sighting } from '../../api/staff-views.ts'

/** One line of the receipt as staff may change it. Empty inputs hold ''. */
export interface DraftItem {
  name: string
  quantity: number | ''
  amount: number | ''
  /** The campaign product that this line is, or ''. */
  productId: string
  /** Which line of the reading this was; null for a line that staff added. */
  from: number | null
}

export interface Draft {
  store: string
  date: string
  time: string
  total: number | ''
  items: DraftItem[]
}

/** The reading as inputs, with the machine's matches as first choice of products. */
export function draftOf(entry: Pick<ReviewEntry, 'reading' | 'decision'>): Draft {
  const reading = entry.reading
  const unplaced = [...(entry.decision?.matched ?? [])]
  const takeMatch = (printed: string) => {
    const at = unplaced.findIndex((match) => match.printed === printed)
    return at < 0 ? undefined : unplaced.splice(at, 1)[0]
  }
  const [date = '', time = ''] = reading?.purchasedAt?.split('T') ?? []
  return {
    store: reading?.merchant.name ?? '',
    date,
    time,
    total: reading?.total ?? '',
    items: (reading?.items ?? []).map((item, from) => ({
      name: item.name,
      quantity: item.quantity,
      amount: item.amount,
      productId: takeMatch(item.name)?.productId ?? '',
      from,
    })),
  }
}

/** The campaign goods in the draft, line by line as they stand on the receipt; whole pieces, one at least. */
export function productsOf(draft: Draft): NonNullable<ReviewDecision['products']> {
  return draft.items
    .filter(({ productId }) => productId !== '')
    .map(({ productId, quantity, name }) => ({
      productId,
      quantity: Math.min(99, Math.max(1, Math.round(Number(quantity) || 1))),
      printed: name,
    }))
}

/** What staff changed, field by field; null when they changed nothing. */
export function correctionOf(draft: Draft, entry: Pick<ReviewEntry, 'reading' | 'decision'>) {
  const before = draftOf(entry)
  const correction: NonNullable<ReviewDecision['correction']> = {}
  if (draft.store !== before.store) correction.merchantName = draft.store.trim() || null
  if (draft.date !== before.date || draft.time !== before.time) correction.purchasedAt = purchasedAtOf(draft)
  if (draft.total !== before.total) correction.total = draft.total === '' ? null : draft.total
  if (JSON.stringify(printedLines(draft)) !== JSON.stringify(printedLines(before))) {
    correction.items = draft.items.map((item) => itemOf(item, entry))
  }
  return Object.keys(correction).length > 0 ? correction : null
}

/** What staff see, as the API takes it. */
export function sightingOf(draft: Draft, entry: Pick<ReviewEntry, 'reading' | 'decision'>): Sighting {
  return { products: productsOf(draft), correction: correctionOf(draft, entry) }
}

function purchasedAtOf({ date, time }: Draft): string | null {
  if (date === '') return null
  return time === '' ? date : `${date}T${time.slice(0, 5)}`
}

const printedLines = (draft: Draft) =>
  draft.items.map(({ name, quantity, amount }) => [name, quantity, amount])

function itemOf(item: DraftItem, { reading }: Pick<ReviewEntry, 'reading'>) {
  const read = item.from === null ? undefined : reading?.items[item.from]
  const quantity = Number(item.quantity) || 1
  const amount = Number(item.amount) || 0
  const same = read && read.quantity === quantity && read.amount === amount
  return {
    name: item.name,
    quantity,
    amount,
    unitPrice: same ? read.unitPrice : null,
    taxRate: read?.taxRate ?? null,
    discount: read?.discount ?? 0,
  }
}
