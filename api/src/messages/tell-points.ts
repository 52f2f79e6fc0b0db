import {
  pendingSum,
  tellDay,
  type Arrival,
  type Decision,
  type Language,
  type PointLine,
  type Purse,
  type Taken,
  type Words,
} from '@tamaru/domain'

/** Sums in the words of the chat. Whatever is said of points adds up: what came, where it went, and what there is now. */

const CAPS: Partial<Record<PointLine['reason'], Words>> = {
  cap_receipt: { ja: 'レシート1枚', en: 'of one receipt' },
  cap_day: { ja: '1日', en: 'of a day' },
  cap_person: { ja: 'おひとり', en: 'of a person' },
  cap_budget: { ja: 'キャンペーン全体', en: 'of the whole campaign' },
}

const number = (points: number) => points.toLocaleString('ja-JP')

/** A day that is near: without its year. */
const day = (date: string, language: Language) =>
  language === 'ja' ? tellDay(date, 'ja').replace(/^\d+年/, '') : tellDay(date, 'en').replace(/, \d+$/, '')

/** Says which points lapse next, and after which day. */
export const tellExpiry = (points: number, expiresOn: string): Words => ({
  ja: `${number(points)}ポイントの有効期限は${tellDay(expiresOn, 'ja')}です`,
  en: `${number(points)} points lapse after ${tellDay(expiresOn, 'en')}`,
})

/** Says why it is fewer than was bought for, where a limit was reached. */
export function tellCaps({ lines, points }: Pick<Decision, 'lines' | 'points'>): Words[] {
  const cuts = lines.filter(({ reason, points }) => CAPS[reason] && points < 0)
  if (cuts.length === 0) return []
  const before = cuts.reduce((sum, cut) => sum - cut.points, points)
  const names = (language: Language, by: string) => cuts.map(({ reason }) => CAPS[reason]![language]).join(by)
  return [
    {
      ja: `上限(${names('ja', '・')})のため、${number(before)}のうち${number(points)}ポイントです`,
      en: `${number(points)} of ${number(before)} points, by the limit ${names('en', ' and ')}`,
    },
  ]
}

/** Says where points went that came, unless all of them can be spent. */
export function tellArrival({ points, pending, releaseOn, repaid }: Arrival): Words[] {
  const part = (some: number) => ({
    ja: some === points ? number(some) : `うち${number(some)}`,
    en: some === points ? `${number(some)} points` : `${number(some)} of them`,
  })
  return [
    ...(repaid > 0
      ? [
          {
            ja: `${part(repaid).ja}ポイントは不足分にあてました`,
            en: `${part(repaid).en} made up for what was missing`,
          },
        ]
      : []),
    ...(pending > 0
      ? [
          {
            ja: `${part(pending).ja}ポイントは仮ポイントです(${day(releaseOn!, 'ja')}に確定)`,
            en: `${part(pending).en} can be spent from ${day(releaseOn!, 'en')}`,
          },
        ]
      : []),
  ]
}

/** Says from where points were taken back. */
export function tellTaken({ usable, pending, owed }: Taken): Words[] {
  const sum = usable + pending + owed
  if (sum === 0) return []
  const ja = [
    ...(usable > 0 ? [`つかえるポイントから${number(usable)}`] : []),
    ...(pending > 0 ? [`仮ポイントから${number(pending)}`] : []),
    ...(owed > 0 ? [`先につかわれていた${number(owed)}は不足分になりました`] : []),
  ]
  const en = [
    ...(usable > 0 ? [`${number(usable)} that could be spent`] : []),
    ...(pending > 0 ? [`${number(pending)} that were pending`] : []),
    ...(owed > 0 ? [`${number(owed)} that were spent before are missing now`] : []),
  ]
  return [
    {
      ja: `取り消し ${number(sum)}ポイント: ${ja.join('、')}`,
      en: `${number(sum)} points taken back: ${en.join(', ')}`,
    },
  ]
}

/** Tells all that a person has: first what can be spent. */
export function tellPurse(purse: Purse): [Words, ...Words[]] {
  const { usable, pending, debt } = purse
  const first = pending[0]?.releaseOn
  const isOneDay = new Set(pending.map(({ releaseOn }) => releaseOn)).size === 1
  return [
    { ja: `つかえるポイント ${number(usable)}`, en: `${number(usable)} points to spend` },
    ...(first
      ? [
          {
            ja: `仮ポイント ${number(pendingSum(purse))}(${day(first, 'ja')}${isOneDay ? 'に' : 'から順に'}確定)`,
            en: `${number(pendingSum(purse))} pending (yours ${isOneDay ? 'on' : 'one after the other from'} ${day(first, 'en')})`,
          },
        ]
      : []),
    ...(debt > 0
      ? [
          {
            ja: `不足分 ${number(debt)}(つぎにたまるポイントからあてます)`,
            en: `${number(debt)} missing (your next points make up for it)`,
          },
        ]
      : []),
  ]
}
