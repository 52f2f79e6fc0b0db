import type { Comparison, Cost } from './compare-times.ts'
import type { ReliabilityBin } from './reliability.ts'
import type { TillsReport } from './measure-tills.ts'
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
  const itemRow = (name: string, cell: (items: NonNullable<Summary['items']>) => string) =>
    row(name, ({ items }) => (items ? cell(items) : '–'))
  return {
    head: ['', ...Object.keys(summaries)],
    rows: [
      row('photos', ({ photos, unanswered }) => `${photos}${unanswered ? ` (${unanswered} refused)` : ''}`),
      ...printed.map((field) => row(NAMES[field] ?? field, ({ fields }) => ratio(fields[field]))),
      itemRow('items, precision', ({ precision }) => percent(precision)),
      itemRow('items, recall', ({ recall }) => percent(recall)),
      itemRow('items, F1', ({ f1 }) => f1.toFixed(3)),
      itemRow('item amounts, F1', ({ amounts_f1 }) => amounts_f1.toFixed(3)),
      itemRow('receipts with perfect items', ({ perfect }) => ratio(perfect)),
      row('total and date', (summary) => ratio(summary.total_and_date)),
      row('total, date and items', (summary) => ratio(summary.all_right)),
      row('could pass unseen, no error', ({ auto_accept_at_zero_error: best }) =>
        best ? ratio({ right: best.accepted, of: best.of }) : '–',
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

/** The reader and the native program beside each other. */
export function comparisonTable(of: Comparison): Table {
  const row = (name: string, pick: (cost: Cost) => number | null) => {
    const [ours, theirs, ratio] = [pick(of.reader), pick(of.tesseract), pick(of.ratio)]
    const cell = (figure: number | null) => (figure === null ? '–' : milliseconds(figure))
    return [name, cell(ours), cell(theirs), ratio === null ? '–' : ratio.toFixed(2)]
  }
  const share = ({ right, of: all }: Share) => (all ? percent(right / all) : '–')
  return {
    head: ['', 'the reader', 'tesseract', 'ratio'],
    rows: [
      row('ms a photo, median', (cost) => cost.ms_median),
      row('ms a photo, 95 %', (cost) => cost.ms_p95),
      row('ms a photo, mean', (cost) => cost.ms_mean),
      ['photo by photo, median', '', '', of.ratio_median.toFixed(2)],
      row('CPU ms a photo, mean', (cost) => cost.cpu_ms_mean),
      row('peak memory, MiB', (cost) => cost.peak_mib),
      ['total: read / somewhere in the text', share(of.reader_total), share(of.tesseract_total), ''],
    ],
  }
}

/** Tills whose ways to print were learned beside tills that print some parts otherwise. */
export function tillsTable(seen: TillsReport, unseen: TillsReport): Table {
  const row = (name: string, pick: (report: TillsReport) => Share) => [
    name,
    ratio(pick(seen)),
    ratio(pick(unseen)),
  ]
  return {
    head: ['', 'tills like those learned from', 'tills that print otherwise'],
    rows: [
      row('lines: role', ({ lines }) => lines),
      row('letters: part', ({ letters }) => letters),
      row('receipts: total', ({ total }) => total),
      row('receipts: total, day, goods, counts', (report) => report.all_right),
    ],
  }
}

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`)
export const milliseconds = (ms: number) => Math.round(ms).toLocaleString('en-US')
const ratio = ({ right, of }: Share) => (of ? `${percent(right / of)} ${right}/${of}` : '–')
