import type { Language } from '@tamaru/domain'
import { seededRandom, type Random } from '../../bench/samples/random.ts'

/** What the LINE user IDs of the world's people begin with: the stand-in takes messages to them, and shows them to nobody. */
const CROWD = 'U5a70e1c0ffeefeed'

/** How somebody of the world takes part, for as long as they do. */
export type Habit = 'regular' | 'now_and_then' | 'once' | 'lapses'

export interface WorldPerson {
  n: number
  lineUserId: string
  name: string
  lineLanguage: Language
  habit: Habit
  /** Days since the world's first; the last day on which they enter something. */
  joins: number
  lasts: number
  /** Mean days between two receipts. */
  every_days: number
  /** Which of a chain's branches is theirs. */
  home: number
  /** From this day on they buy the sponsor's barley tea, and the other maker's before. */
  switches: number | null
  /** What was in their first basket beside what everybody buys. */
  firstBasketHasMiso: boolean
  /** The day on which they block the account, and the one on which they come back. */
  blocks: number | null
  returns: number | null
  agrees: { offers: boolean; analysis: boolean }
  source: 'app' | 'chat'
}

/** What is planted, for whoever looks for it: docs/world.md names each. */
export const PLANTED = {
  /** Of people with the cup of miso in their first basket, and of all others, how many go on as regulars. */
  regularsAfterMiso: 0.45,
  regularsElse: 0.15,
  misoFirst: 0.18,
  /** Share of people who change their barley tea in the middle of the year. */
  switchers: 0.06,
  /** Share who block the account, and of these who come back. */
  blocks: 0.14,
  returns: 0.3,
} as const

const FAMILY =
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎 森 池田 橋本 阿部 石川 前田 藤田 小川 後藤'.split(
    ' ',
  )
const GIVEN =
  'はるか けんた みなみ そうた ゆい たくみ ひなた りく さくら だいち りお あきら めい かいと ことは しょう あおい ゆうま のぞみ つばさ かほ まこと いずみ たける なお ひろ えま じゅん みお れん'.split(
    ' ',
  )

/** Draws the people of a world that lasts so many days. Pure: the same seed, the same people. */
export function drawPeople(count: number, days: number, seed: string): WorldPerson[] {
  return Array.from({ length: count }, (_, n) => drawPerson(n, days, seededRandom(`${seed}/person/${n}`)))
}

function drawPerson(n: number, days: number, random: Random): WorldPerson {
  const firstBasketHasMiso = random.chance(PLANTED.misoFirst)
  const habit = drawHabit(firstBasketHasMiso, random)
  const joins = Math.floor(random.next() ** 1.15 * (days - 3))
  const stays = random.whole(40, 110)
  const lasts = habit === 'lapses' ? Math.min(joins + stays, days - 45) : days - 1
  const blocks = random.chance(PLANTED.blocks) ? random.whole(joins + 5, days + 30) : days
  const returns = blocks + random.whole(10, 60)
  return {
    n,
    lineUserId: CROWD + seededRandom(`line/${n}`).digits(16),
    name: random.pick(FAMILY) + random.pick(GIVEN),
    lineLanguage: random.chance(0.04) ? 'en' : 'ja',
    habit,
    joins,
    lasts: Math.max(lasts, joins),
    every_days: { regular: 33, now_and_then: 80, once: 1000, lapses: 24 }[habit] * random.between(0.7, 1.4),
    home: random.whole(0, 4),
    switches: random.chance(PLANTED.switchers) ? Math.round(days * random.between(0.45, 0.65)) : null,
    firstBasketHasMiso,
    blocks: blocks < days ? blocks : null,
    returns: blocks < days && returns < days && random.chance(PLANTED.returns) ? returns : null,
    agrees: { offers: random.chance(0.55), analysis: random.chance(0.7) },
    source: random.chance(0.7) ? 'app' : 'chat',
  }
}

function drawHabit(miso: boolean, random: Random): Habit {
  const regular = miso ? PLANTED.regularsAfterMiso : PLANTED.regularsElse
  if (random.chance(regular)) return 'regular'
  const share = random.next()
  return share < 0.4 ? 'now_and_then' : share < 0.8 ? 'once' : 'lapses'
}
