import {
  pendingSum,
  type Arrival,
  type Decision,
  type PointLine,
  type Purse,
  type Taken,
} from '@tamaru/domain'

/**
 * Sums in the words of the chat. Whatever is said of points adds up: what came, where it went, and what there is now.
 */

const CAPS: Partial<Record<PointLine['reason'], string>> = {
  cap_receipt: 'レシート1枚',
  cap_day: '1日',
  cap_person: 'おひとり',
  cap_budget: 'キャンペーン全体',
}

export const number = (points: number) => points.toLocaleString('ja-JP')

const day = (date: string) => {
  const [, month, dayOfMonth] = date.split('-').map(Number)
  return `${month}月${dayOfMonth}日`
}

/** A day that may lie in another year, of a date like 2027-12-01. */
export const fullDay = (date: string) => `${Number(date.slice(0, 4))}年${day(date)}`

/** Says which points lapse next, and after which day. */
export function tellExpiry(points: number, expiresOn: string): string {
  return `${number(points)}ポイントの有効期限は${fullDay(expiresOn)}です`
}

/** Why it is fewer than was bought for, where a limit was reached. */
export function tellCaps({ lines, points }: Pick<Decision, 'lines' | 'points'>): string[] {
  const cuts = lines.filter(({ reason, points }) => CAPS[reason] && points < 0)
  if (cuts.length === 0) return []
  const before = cuts.reduce((sum, cut) => sum - cut.points, points)
  const names = cuts.map(({ reason }) => CAPS[reason]).join('・')
  return [`上限(${names})のため、${number(before)}のうち${number(points)}ポイントです`]
}

/** Says where points went that came, unless all of them can be spent. */
export function tellArrival({ points, pending, releaseOn, repaid }: Arrival): string[] {
  const part = (some: number) => (some === points ? number(some) : `うち${number(some)}`)
  return [
    ...(repaid > 0 ? [`${part(repaid)}ポイントは不足分にあてました`] : []),
    ...(pending > 0 ? [`${part(pending)}ポイントは仮ポイントです(${day(releaseOn!)}に確定)`] : []),
  ]
}

/** From where points were taken back. */
export function tellTaken({ usable, pending, owed }: Taken): string[] {
  const sum = usable + pending + owed
  if (sum === 0) return []
  const from = [
    ...(usable > 0 ? [`つかえるポイントから${number(usable)}`] : []),
    ...(pending > 0 ? [`仮ポイントから${number(pending)}`] : []),
    ...(owed > 0 ? [`先につかわれていた${number(owed)}は不足分になりました`] : []),
  ]
  return [`取り消し ${number(sum)}ポイント: ${from.join('、')}`]
}

/** All that a person has. */
export function tellPurse(purse: Purse): string[] {
  const { usable, pending, debt } = purse
  const days = new Set(pending.map(({ releaseOn }) => releaseOn))
  const from = pending[0] && `${day(pending[0].releaseOn)}${days.size === 1 ? 'に' : 'から順に'}確定`
  return [
    `つかえるポイント ${number(usable)}`,
    ...(from ? [`仮ポイント ${number(pendingSum(purse))}(${from})`] : []),
    ...(debt > 0 ? [`不足分 ${number(debt)}(つぎにたまるポイントからあてます)`] : []),
  ]
}
