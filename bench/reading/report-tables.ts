import type { ReliabilityBin } from './reliability.ts'
import { FIELDS, type Share } from './score-receipt.ts'
import type { ScoredPhoto, Summary } from './summarise-scores.ts'
import type { Table } from './table.ts'

const NAMES: Record<string, string> = {
  'merchant.name': 'shop name',
  'merchant.phone': 'telephone',
  registrationNumber: 'registration number',
  'purchasedAt.date': 'date',
  'purchasedAt.minute': 'date and minute',
  taxes: 'taxes, per rate',
}

/** The figures, a column for each difficulty; fields that no receipt prints are left out. */
export function fieldTable(summaries: Record<string, Summary>): Table {
  const columns = Object.values(summaries)
  const row = (name: string, cell: (summary: Summary) => string) => [name, ...columns.map(cell)]
  const printed = FIELDS.filter((field) => summaries.all!.fields[field].of > 0)
  const items = (pick: (items: NonNullable<Summary['items']>) => string) => (summary: Summary) =>
    summary.items ? pick(summary.items) : '–'
  return {
    head: ['', ...Object.keys(summaries)],
    rows: [
      row('photos', ({ photos, unanswered }) => `${photos}${unanswered ? ` (${unanswered} refused)` : ''}`),
      ...printed.map((field) => row(NAMES[field] ?? field, ({ fields }) => ratio(fields[field]))),
      row(
        'items, precision',
        items(({ precision }) => percent(precision)),
      ),
      row(
        'items, recall',
        items(({ recall }) => percent(recall)),
      ),
      row(
        'items, F1',
        items(({ f1 }) => f1.toFixed(3)),
      ),
      row(
        'item amounts, F1',
        items(({ amounts_f1 }) => amounts_f1.toFixed(3)),
      ),
      row(
        'receipts with perfect items',
        items(({ perfect }) => ratio(perfect)),
      ),
      row('total and date', (summary) => ratio(summary.total_and_date)),
      row('total, date and items', (summary) => ratio(summary.all_right)),
      row('could pass unseen, no error', ({ auto_accept_at_zero_error: best }) =>
        best ? `${ratio({ right: best.accepted, of: best.of })}` : '–',
      ),
      row('… from a confidence of', ({ auto_accept_at_zero_error: best }) =>
        typeof best?.threshold === 'number' ? best.threshold.toFixed(3) : '–',
      ),
      row('ms a photo, median', ({ ms }) => (ms ? milliseconds(ms.median) : '–')),
      row('ms a photo, 95 %', ({ ms }) => (ms ? milliseconds(ms.p95) : '–')),
    ],
  }
}

/** Whether what the reader says of itself can be believed, with 95 % intervals. */
export function reliabilityTable(bins: readonly ReliabilityBin[]): Table {
  const span = ([low, high]: [number, number]) => `${Math.round(low * 100)}–${Math.round(high * 100)} %`
  return {
    head: ['confidence', 'readings', 'mean', 'total and date right', '95 %', 'items too', '95 %'],
    rows: bins.map((bin) => [
      `${bin.from.toFixed(2)}–${bin.to.toFixed(2)}`,
      String(bin.readings),
      bin.mean_confidence.toFixed(2),
      ratio(bin.total_and_date),
      span(bin.total_and_date.interval),
      ratio(bin.all_right),
      span(bin.all_right.interval),
    ]),
  }
}

/** Photos that must not pass: what the reader made of them. */
export function trapTable(photos: readonly ScoredPhoto[]): Table {
  const confidence = (photo: ScoredPhoto) => photo.confidence?.toFixed(2) ?? '–'
  return {
    head: ['trap', 'confidence', 'read as', 'what it is'],
    rows: photos.map((photo) => [photo.name, confidence(photo), photo.kind ?? 'refused', photo.trap!]),
  }
}

export const percent = (share: number) => `${(share * 100).toFixed(1)} %`
export const milliseconds = (ms: number) => Math.round(ms).toLocaleString('en-US')
const ratio = ({ right, of }: Share) => (of ? `${percent(right / of)} ${right}/${of}` : '–')
