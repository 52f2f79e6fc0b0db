import type { books } from '@tamaru/db'

const KINDS: Record<books.TrialBalanceLine['kind'], string> = {
  issued: 'issued',
  pending: 'pending 仮ポイント',
  shopper: 'on cards 残高',
  debt: 'owed to us 不足分',
  redeemed: 'redeemed',
  expired: 'expired',
}
const number = (value: number): string => value.toLocaleString('en-US')
const cells = (...values: (number | string)[]): string =>
  values.map((value) => (typeof value === 'number' ? number(value) : value).padStart(14)).join('')

/** Trial balance and liability as a page for a terminal. */
export function describeBooks(report: {
  account: string
  trialBalance: books.TrialBalanceLine[]
  liability: books.Liability
}): string {
  return [
    `${report.account}: trial balance 試算表`,
    ...[...Map.groupBy(report.trialBalance, ({ day }) => day)].map(([day, lines]) => describeDay(day, lines)),
    describeLiability(report.liability),
  ].join('\n\n')
}

function describeDay(day: string, lines: books.TrialBalanceLine[]): string {
  const sum = (pick: (line: books.TrialBalanceLine) => number) =>
    lines.reduce((total, line) => total + pick(line), 0)
  const moved = lines.filter((line) => line.onto > 0 || line.off > 0)
  if (moved.length === 0) return `${day}  nothing moved`
  const rows = lines
    .filter((line) => line.opening !== 0 || line.onto > 0 || line.off > 0)
    .map((line) => pad(KINDS[line.kind]) + cells(line.opening, line.onto, 0 - line.off, line.closing))
  return [
    pad(day) + cells('opening', 'onto', 'off', 'closing'),
    ...rows,
    pad('sum') +
      cells(
        sum((line) => line.opening),
        sum((line) => line.onto),
        0 - sum((line) => line.off),
        sum((line) => line.closing),
      ),
  ].join('\n')
}

function describeLiability(owed: books.Liability): string {
  return [
    'Outstanding liability 負債残高',
    pad('  on cards') + cells(owed.available),
    pad('    lapsing in 30 days') + cells(owed.lapsingWithin30Days),
    pad('    lapsing in 90 days') + cells(owed.lapsingWithin90Days),
    pad('  pending') + cells(owed.pending),
    pad('  owed to us by shoppers') + cells(owed.debt),
    ...(owed.months.length > 0 ? [pad('  lapsing in') + cells('on cards', 'pending')] : []),
    ...owed.months.map(({ month, available, pending }) => pad(`    ${month}`) + cells(available, pending)),
  ].join('\n')
}

/** To one width, where a Japanese character takes two columns. */
function pad(text: string): string {
  const wide = text.match(/[\u3000-\u9fff]/g)?.length ?? 0
  return text + ' '.repeat(Math.max(1, 26 - text.length - wide))
}
