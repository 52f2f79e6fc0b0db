import type { PrizeLaw } from '@tamaru/domain'

const yen = (amount: number | null): string => (amount === null ? '?' : amount.toLocaleString('en-US'))

/** The prize law as lines for a terminal: what is planned, what is allowed, and why. */
export function describePrizeLaw({ lines, notes }: PrizeLaw): string {
  const described = lines.map((line) => {
    const verdict = line.within === null ? '?   ' : line.within ? 'ok  ' : 'OVER'
    const cap = line.cap_yen === null ? '' : ` of ${yen(line.cap_yen)}`
    return `  ${verdict} ${yen(line.planned_yen)}${cap} yen  ${line.about.ja}\n         ${line.basis.ja}`
  })
  return ['景品表示法:', ...described, ...notes.map(({ ja }) => `  ※ ${ja}`)].join('\n')
}
