import type { Estimate, SimulationReport } from '@tamaru/domain'

const BAR = 30
const DAYS_SHOWN = 31
const REASONS_SHOWN = 8
const number = (value: number): string => Math.round(value).toLocaleString('en-US')
const estimate = ({ value, low, high }: Estimate): string =>
  `${number(value)} (${number(low)} to ${number(high)})`
const signed = (value: number): string => `${value > 0 ? '+' : ''}${number(value)}`

/** A simulation as a page for a terminal. */
export function describeSimulation(report: SimulationReport): string {
  return [
    describeScope(report),
    describeTallies(report),
    describeReasons(report),
    describeChange(report),
    describeDays(report),
    `Intervals: ${report.interval.level * 100} %, ${report.interval.method}, ${number(report.interval.resamples)} draws.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function describeScope({ entries, shoppers, from, until, sample }: SimulationReport): string {
  const scope = `${number(entries)} entries of ${number(shoppers)} shoppers, ${from ?? '–'} to ${until ?? '–'}`
  return sample < 1 ? `${scope} (estimated from ${(sample * 100).toFixed(1)} % of the shoppers)` : scope
}

function describeTallies({ draft, current }: SimulationReport): string {
  const rows: [string, (tally: SimulationReport['draft']) => string][] = [
    ['approved', ({ approved }) => number(approved)],
    ['rejected', ({ rejected }) => number(rejected)],
    ['to staff', ({ toStaff }) => number(toStaff)],
    ['points', ({ points }) => estimate(points)],
    ['cost, yen', ({ cost_yen }) => estimate(cost_yen)],
    ['of it prizes', ({ prizes_yen }) => number(prizes_yen)],
  ]
  const lines = rows.map(([name, show]) => [name, show(draft), current ? show(current) : ''])
  const missing = draft.prizesWithoutValue
  return [
    ...[['', 'draft', current ? 'now' : ''], ...lines].map(([name, ...cells]) =>
      [name!.padEnd(14), ...cells.map((cell) => cell.padEnd(34))].join('').trimEnd(),
    ),
    ...(missing.length > 0 ? [`  without the cost of ${missing.join(', ')}, which have no value_yen`] : []),
  ].join('\n')
}

function describeReasons({ reasons, current }: SimulationReport): string {
  const most = Math.max(1, ...reasons.map(({ draft }) => draft))
  const lines = reasons.slice(0, REASONS_SHOWN).map(({ reason, outcome, draft, current: now }) => {
    const name = `${outcome === 'rejected' ? '' : '→ staff: '}${reason}`
    return `  ${name.padEnd(30)}${bar(draft, most)} ${number(draft)}${current ? ` (now ${number(now)})` : ''}`
  })
  return ['Why not', ...(lines.length > 0 ? lines : ['  all are approved'])].join('\n')
}

function describeChange({ change, shoppers }: SimulationReport): string {
  if (!change) return ''
  const share = (count: number) => `${number(count)} (${Math.round((100 * count) / Math.max(1, shoppers))} %)`
  const name = ({ shopperId, points, pointsNow }: (typeof change.mostGained)[number]) =>
    `  ${shopperId}  ${number(pointsNow)} → ${number(points)} (${signed(points - pointsNow)})`
  return [
    `Against the current version: ${estimate(change.points)} points`,
    `  gain ${share(change.gain)}, same ${share(change.same)}, lose ${share(change.lose)}`,
    ...change.mostGained.map(name),
    ...change.mostLost.map(name),
  ].join('\n')
}

function describeDays({ byDay }: SimulationReport): string {
  const days = byDay.slice(-DAYS_SHOWN)
  const most = Math.max(1, ...days.map(({ points }) => points))
  const lines = days.map(({ day, entries, approved, points, pointsNow }) => {
    const now = pointsNow === null ? '' : ` (now ${number(pointsNow)})`
    return `  ${day}  ${bar(points, most)} ${number(points)} points${now}, ${number(approved)} of ${number(entries)} entries`
  })
  return lines.length === 0 ? '' : ['By day', ...lines].join('\n')
}

function bar(value: number, most: number): string {
  return '█'.repeat(Math.round((BAR * value) / most)).padEnd(BAR)
}
