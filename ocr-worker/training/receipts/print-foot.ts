import { fillTemplate, run, type Values } from './fill-template.ts'
import type { Item } from './goods.ts'
import { advert } from './print-head.ts'
import { rule } from './print-sums.ts'
import type { PrintedLine } from './printed-line.ts'
import type { TillStyle } from './till-style.ts'

const NOTES = [
  'other|{※印は軽減税率(8%)適用商品|*は軽減税率対象商品です。|※は軽減税率対象|「軽」は軽減税率対象商品です|軽減税率対象商品には※を付けています|(注)◆印は軽減税率適用|*印は軽減税率(8%)対象|内8は軽減税率}',
  'other|{上記正に領収いたしました|上記金額を領収しました|印字面を内側に折って保管ください|またのご来店をお待ちしております|毎度ありがとうございます}',
]

const POINTS = [
  'points|{会員番号|会員No.|カード番号}>$long',
  'points|{前回ポイント|前回までのポイント|前回残高|累計ポイント}>$points{P|pt|ポイント|}',
  'points|{今回ポイント|今回獲得ポイント|獲得ポイント|付与ポイント|ご加算ポイント|基本ポイント}>$few{P|pt|ポイント|}',
  'points|{ポイント残高|現在ポイント|ポイント合計|利用可能ポイント|合計ポイント|今回累計ポイント}>$points{P|pt|ポイント|点|}',
  'told|{ポイント対象額|ポイント対象金額|対象金額|ポイント対象お買上額}>$total',
  'points|{失効予定ポイント|有効期限|期間限定ポイント}>$day{ $few|}',
  'points|{ボーナスポイント|ランク|会員ランク|ステージ}>{シルバー|ゴールド|レギュラー|$few}',
  'points|{残高|カード残高|チャージ残高|電子マネー残高}>$points{円|}',
]

/** Goods told once more. */
const REPEATS = [
  'other|$name>$amount',
  'other|$name~70~x$count>$amount',
  'other|・$name',
  'other|$name $count点',
]

/** Stamps, surveys, lotteries, hints: numbers that are nobody's. */
const STAMPS = [
  'other|{^|}{スタンプカード|抽選券|アンケート|くじ引き券|お楽しみ券|応募券}',
  'other|{スタンプ|今回のスタンプ|抽選口数|応募口数|くじ}{ |:  |>}$few{個|口|枚|回|}',
  'other|{合計|お買上げ}{500円|1,000円|3,000円}{毎に1口|ごとに1枚|以上で1回}',
  'other|{抽選番号|ID|パスワード|シリアル|認証番号}{:| |}$code',
  'other|{当たり|はずれ|A賞|B賞|Wチャンス}{ |}{$few名様|$few円分|}',
  'other|{https://example.jp/q/|www.example.jp/}$code',
  'other|{所要時間|回答期限}{ |:}{3分|$few日以内}',
  'other|{□|○|☆}{□|○|☆}{□|○|☆}{□|○|☆}{□|○|☆}',
]

/** Below the payment: marks explained, points, a summary that repeats, adverts, coupons, surveys, codes. */
export function printFoot(style: TillStyle, items: Item[], total: number): PrintedLine[] {
  const { random, choose } = style
  const lines: PrintedLine[] = []
  const say = (template: string, values: Values = {}) => lines.push(...fillTemplate(template, values, choose))
  if (random.chance(0.5)) lines.push(rule(style))
  for (const note of NOTES) if (random.chance(0.45)) say(note)
  if (random.chance(0.35)) {
    const values = () => ({
      long: run(random.digits(random.pick([8, 13, 16]))),
      points: run(style.sumsMoney(random.whole(0, 5000)).replace(/[¥円*\s]/gu, '')),
      few: run(random.whole(1, 300)),
      day: run(`20${random.whole(22, 30)}/${random.whole(1, 12)}/${random.whole(1, 28)}`),
      total: run(style.sumsMoney(total), 'sum'),
    })
    for (const template of POINTS.filter(() => random.chance(0.5))) say(template, values())
  }
  if (random.chance(0.08)) {
    say(
      'other|{^|}{ご利用明細|お買上げ内訳|ご購入履歴|対象商品|ポイント対象商品|本日のお買上げ|クーポン対象|ご利用内容|Summary}',
    )
    const form = REPEATS[Number(choose(Object.keys(REPEATS).join('|')))]!
    for (const item of items.slice(0, random.pick([3, 5, 8, 20])))
      say(form, {
        name: run(item.name),
        count: run(item.count),
        amount: run(style.goodsMoney(item.gross)),
      })
    if (random.chance(0.4))
      say('told|{計|合計|内訳計|ご利用額}>$total', { total: run(style.sumsMoney(total), 'sum') })
  }
  if (random.chance(0.12))
    for (const t of STAMPS.filter(() => random.chance(0.4)))
      say(t, { few: run(random.whole(1, 60)), code: run(random.digits(random.pick([6, 8, 12]))) })
  if (random.chance(0.3))
    for (let i = random.whole(1, 6); i > 0; i--)
      say(`other|${random.pick(['^', '', '  '])}$text`, { text: run(advert(style)) })
  if (random.chance(0.15))
    say('other|$text>$amount', {
      text: run(advert(style).slice(0, 10)),
      amount: run(style.sumsMoney(random.whole(1, 60) * 50)),
    })
  if (random.chance(0.12))
    say('other|{アンケートID|抽選番号|応募コード|お問合せ番号|WEBアンケート}{:| |}$code', {
      code: run(`${random.digits(4)}-${random.digits(4)}-${random.digits(4)}`),
    })
  if (random.chance(0.3)) say('other|^$digits', { digits: run(random.digits(random.pick([10, 13, 16, 20]))) })
  return lines
}
