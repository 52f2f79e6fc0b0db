import { addressText, phoneText, shopText } from '../lines/texts/place-texts.ts'
import { registrationText } from '../lines/texts/number-line-texts.ts'
import { SENTENCES } from '../lines/texts/till-words.ts'
import { fillTemplate, run, type Values } from './fill-template.ts'
import {
  HEADINGS,
  LETTER_LINES,
  LETTER_MOMENTS,
  MOMENT_LINES,
  NOTICES,
  OTHER_DAYS,
  TILL_LINES,
} from './head-forms.ts'
import { dayText, drawMoment, timeText, type Moment } from './moment.ts'
import { rule } from './print-sums.ts'
import type { PrintedLine } from './printed-line.ts'
import type { Production } from './productions.ts'
import type { TillStyle } from './till-style.ts'

/** Where the parts of a head stand; shop, moment and numbers may stand at the foot instead. */
export const HEAD_ORDERS: (Production & { head: string; foot: string })[] = [
  {
    name: 'shop first',
    weight: 5,
    head: 'logo branch address phone registration greeting? heading? moment till',
    foot: '',
  },
  {
    name: 'heading under shop',
    weight: 3,
    head: 'logo heading branch address phone registration moment till rule?',
    foot: '',
  },
  {
    name: 'heading first',
    weight: 2,
    head: 'heading shop branch phone address registration till moment rule?',
    foot: '',
  },
  { name: 'moment before shop', head: 'moment till logo branch phone address registration', foot: '' },
  {
    name: 'registration last',
    weight: 2,
    head: 'logo branch phone greeting? moment till rule?',
    foot: 'registration',
  },
  { name: 'short head', weight: 2, head: 'shop phone? moment', foot: '' },
  {
    name: 'no logo',
    weight: 2,
    head: 'company branch address phone registration heading? moment till',
    foot: '',
  },
  {
    name: 'greeting first',
    weight: 2,
    head: 'greeting shop branch phone rule? moment till rule?',
    foot: 'registration?',
  },
  {
    name: 'advert in the head',
    weight: 2,
    head: 'logo branch phone advert advert? registration moment till',
    foot: '',
  },
  {
    name: 'shop at the foot',
    heldOut: true,
    head: 'heading till moment rule?',
    foot: 'rule? shop address phone registration',
  },
  {
    name: 'numbers before the logo',
    weight: 3,
    head: 'plain registration phone? logo branch? greeting? moment till',
    foot: '',
  },
  {
    name: 'logo, then plain with its numbers',
    weight: 4,
    head: 'logo heading? plain registration phone address branch? moment till',
    foot: '',
  },
  {
    name: 'logo, plain and branch',
    weight: 2,
    head: 'logo plain address? phone moment till',
    foot: 'registration?',
  },
  {
    name: 'registration over all',
    heldOut: true,
    head: 'registration phone logo plain heading moment till',
    foot: '',
  },
  { name: 'phone over all', head: 'phone address? shop branch registration moment till rule?', foot: '' },
  {
    name: 'logo at the foot',
    weight: 1.5,
    head: 'heading moment till rule?',
    foot: 'rule? logo branch phone registration?',
  },
  {
    name: 'plain at the foot',
    weight: 1.5,
    head: 'logo moment till',
    foot: 'plain address phone registration',
  },
  {
    name: 'letter in two languages',
    weight: 3,
    head: 'heading? shop registration? letter letter? otherday? lettermoment otherday? phone?',
    foot: 'otherday? address?',
  },
  {
    name: 'letter with the day of issue first',
    heldOut: true,
    head: 'letter otherday shop address? letter? lettermoment otherday',
    foot: 'registration phone?',
  },
  {
    name: 'members before the shop',
    head: 'till greeting? logo branch phone registration moment till',
    foot: '',
  },
  {
    name: 'days of all kinds',
    weight: 1.5,
    head: 'logo branch phone advert? otherday moment till registration?',
    foot: 'otherday? otherday?',
  },
  { name: 'shop below', weight: 1, head: 'heading till', foot: 'moment shop branch phone registration?' },
  {
    name: 'moment at the foot',
    weight: 2,
    head: 'logo branch phone registration? till',
    foot: 'moment till?',
  },
  {
    name: 'moment after sums',
    heldOut: true,
    head: 'shop branch heading?',
    foot: 'moment phone registration',
  },
  { name: 'no moment', weight: 1, head: 'logo branch address phone registration till', foot: '' },
]

/** @param shop one name in all parts of a receipt */
export function printHeadParts(style: TillStyle, at: Moment, parts: string, shop: string): PrintedLine[] {
  return parts
    .split(' ')
    .filter((part) => part !== '' && (!part.endsWith('?') || style.random.chance(0.5)))
    .flatMap((part) => printPart(style, at, part.replace('?', ''), shop))
}

function printPart(style: TillStyle, at: Moment, part: string, shop: string): PrintedLine[] {
  const { random, choose } = style
  const say = (template: string, values: Values = {}) => fillTemplate(template, values, choose)
  const center = style.choose('^|^|^||')
  switch (part) {
    case 'logo':
      return say(`shop${style.choose('!|!+|+|+|!+|')}|^$shop`, { shop: run(shop, 'shop') })
    case 'shop':
      return random.chance(0.4)
        ? say(`shop|${center}$shop{ |  }$branch`, {
            shop: run(shop, 'shop'),
            branch: run(branchOf(style), 'branch'),
          })
        : say(`shop|${center}$shop`, { shop: run(shop, 'shop') })
    // Beside or above its numbers, a shop says once more in plain print who it is.
    case 'plain':
      return say(PLAIN_SHOPS[Number(style.choose(Object.keys(PLAIN_SHOPS).join('|')))]!, {
        shop: run(shop, 'shop'),
        branch: run(branchOf(style), 'branch'),
        phone: run(phoneDigits(style), 'phone'),
      })
    case 'letter':
      return LETTER_LINES.filter(() => random.chance(0.5)).flatMap((t) => say(t, numbers(style)))
    case 'lettermoment':
      return printMoment(style, at, LETTER_MOMENTS)
    case 'otherday':
      return say(random.pick(OTHER_DAYS), { day: run(dayText(style, drawMoment(random))) })
    case 'company':
      return say(`shop|${center}{株式会社|(株)|有限会社}{ |}$shop`, { shop: run(shop, 'shop') })
    case 'branch':
      if (random.chance(0.2)) return []
      return say(`branch|${center}$branch${random.chance(0.2) ? '  TEL $phone' : ''}`, {
        branch: run(branchOf(style), 'branch'),
        phone: run(phoneDigits(style), 'phone'),
      })
    case 'address':
      if (random.chance(0.25)) return []
      return Array.from({ length: random.pick([1, 1, 2]) }, () =>
        say(`address|${center}$address${random.chance(0.15) ? '  TEL $phone' : ''}`, {
          address: run(clean(addressText(random))),
          phone: run(phoneDigits(style), 'phone'),
        }),
      ).flat()
    case 'phone':
      if (random.chance(0.1)) return []
      return say(`phone|${center}$phone`, { phone: run(clean(phoneText(random)), 'phone') })
    case 'registration':
      if (random.chance(0.25)) return []
      return say(`registration|${center}$registration`, {
        registration: run(clean(registrationText(random))),
      })
    case 'heading':
      return say(random.pick(HEADINGS))
    case 'greeting':
      return say(`other|${center}$greeting`, { greeting: run(clean(random.pick(SENTENCES))) })
    case 'advert':
      return say(`other|${center}$advert`, { advert: run(advert(style)) })
    case 'rule':
      return [rule(style)]
    case 'moment':
      return printMoment(style, at)
    case 'notice':
      return say(`notice${style.choose('|!|+')}|{^|^|}{|*|***|***| 【|<< |- |■}$notice`, {
        notice: run(
          `${random.pick(NOTICES)}${random.pick(['', '', '', ' ***', '*', '】', ' >>', ' / 控', ' ■'])}`,
        ),
      })
    default:
      return Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, () =>
        say(random.pick(TILL_LINES), numbers(style)),
      ).flat()
  }
}

const PLAIN_SHOPS = [
  'branch|$shop $branch',
  'branch|$shop$branch',
  'branch|$shop$branch',
  'branch|$shop{ |}$branch  TEL $phone',
  'shop|{株式会社|(株)|(有)|合同会社|店名:|店舗:|加盟店名 |発行者:}{ |}$shop',
  'shop|$shop{株式会社|(株)| 株式会社}',
  'shop|$shop',
]

function printMoment(style: TillStyle, at: Moment, forms?: string[]): PrintedLine[] {
  const day = run(dayText(style, at), 'date')
  const time = run(timeText(style, at), 'time')
  const when = run(`${day.text}${style.choose(' | |  |')}${time.text}`, 'date')
  const lines = forms ?? style.random.pick(MOMENT_LINES)
  return lines.flatMap((t) =>
    fillTemplate(
      t,
      { ...numbers(style), day, time, when, branch: run(branchOf(style), 'branch') },
      style.choose,
    ),
  )
}

function numbers({ random }: TillStyle): Values {
  const clerk = random.pick([
    '佐藤',
    '鈴木',
    '高橋',
    '田中',
    '渡辺',
    'ｻﾄｳ',
    'ﾀﾅｶ',
    '0012',
    '中村',
    '小林',
    'セルフ',
    '自動精算機',
    '012',
  ])
  return {
    one: run(random.whole(1, 6)),
    two: run(String(random.whole(1, 30)).padStart(random.pick([1, 2, 4]), '0')),
    four: run(random.digits(4)),
    six: run(random.digits(random.whole(5, 7))),
    long: run(random.digits(random.pick([8, 10, 13, 16]))),
    clerk: run(clerk),
    hour: run(random.whole(10, 22)),
    minute: run(random.whole(10, 59)),
  }
}

export const advert = ({ random }: TillStyle): string =>
  random.chance(0.4)
    ? clean(random.pick(SENTENCES))
    : random.pick([
        `全品${random.whole(1, 9) * 5}%引セール開催中`,
        `${random.whole(1, 12)}/${random.whole(1, 28)}〜${random.whole(1, 12)}/${random.whole(1, 28)} 大感謝祭`,
        `次回使える${random.whole(1, 10) * 50}円引クーポン`,
        `${random.whole(2, 20) * 500}円以上お買上げで${random.whole(1, 5) * 100}円引`,
        `ポイント${random.pick([2, 3, 5, 10])}倍デー 毎月${random.whole(1, 28)}日`,
        `新発売 ${random.whole(1, 30) * 10 + 8}円(税込)`,
        `宅配ピザ ${random.whole(10, 40) * 50}円より`,
        `入会金無料 年会費${random.whole(5, 30) * 100}円`,
        `時給${random.whole(10, 16) * 100}円〜 スタッフ募集`,
        `有効期限 20${random.whole(22, 30)}.${random.whole(1, 12)}.${random.whole(1, 28)}`,
        `営業時間 ${random.whole(7, 11)}:00〜${random.whole(19, 24)}:00`,
        `歳末セール ${random.whole(11, 12)}/${random.whole(1, 10)}-${random.whole(11, 12)}/${random.whole(11, 28)}`,
        `アプリ登録で${random.whole(1, 10) * 100}ポイント進呈`,
        `駐車サービス券 ${random.whole(1, 3)}時間無料`,
        `本日の特売 卵 ${random.whole(10, 30) * 10 - 2}円`,
        `クーポン ${random.digits(4)} ${random.whole(20, 300)}円引`,
        `お誕生日クーポン ${random.whole(1, 5) * 100}円`,
        `スタンプ ${random.whole(1, 9)}個 あと${random.whole(1, 9)}個で${random.whole(1, 5) * 100}円引`,
        `アンケートに答えて${random.whole(1, 5) * 100}円クーポン`,
        `お一人様${random.whole(1, 5)}点限り ${random.whole(10, 90) * 10 + 8}円`,
        `ガソリン ${random.whole(1, 9)}円/L引き`,
        `抽選で${random.whole(1, 50) * 10}名様に当たる`,
        `${random.whole(1, 9) * 100}円毎に1スタンプ`,
        `ご応募は20${random.whole(22, 30)}年${random.whole(1, 12)}月${random.whole(1, 28)}日まで`,
        `ドリンク${random.whole(10, 60) * 10}円 ポテト${random.whole(10, 40) * 10}円`,
        `本日限り ${random.whole(2, 9)}点で${random.whole(3, 20) * 100}円`,
        `応募番号 ${random.digits(4)}-${random.digits(4)}`,
        `当たり! ${random.digits(6)}`,
        `期間 ${random.whole(1, 12)}月${random.whole(1, 28)}日まで`,
      ])

function branchOf({ random }: TillStyle): string {
  for (let i = 0; i < 20; i++) {
    const text = clean(shopText(random))
    if (text.endsWith('店') && text.length < 14) return text
  }
  return '中央店'
}

const phoneDigits = ({ random }: TillStyle) =>
  `0${random.whole(3, 99)}-${random.digits(4)}-${random.digits(4)}`
export const clean = (text: string) => text.replaceAll(/[$~>^{}|]/gu, '')
