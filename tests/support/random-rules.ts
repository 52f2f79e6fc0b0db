import {
  addDays,
  MILEAGE_RANKS,
  CONDITION_KINDS,
  seededRandom,
  STAGES,
  type Condition,
  type ConditionKindName,
  type Rule,
} from '@tamaru/domain'
import type { Shop } from './fill-customers.ts'

type Make = (below: (bound: number) => number) => Condition

/** Rules as a seed decides, up to four deep; the kinds take turns, so that each occurs. */
export function randomRules(
  count: number,
  given: { seed: number; shop: Shop; segmentIds: string[]; peopleIds: string[]; today: string },
): Rule[] {
  const random = seededRandom(given.seed)
  const below = (bound: number) => Math.floor(random() * bound)
  const make = makers(given)
  let turn = 0
  const condition = () => make[CONDITION_KINDS[turn++ % CONDITION_KINDS.length]!](below)
  const rule = (deep: number): Rule => {
    if (deep === 1 || below(4) === 0) return condition()
    const parts = Array.from({ length: 1 + below(3) }, () => rule(deep - 1))
    return [{ any: parts }, { all: parts }, { none: parts }, { any: parts }][below(4)]!
  }
  return Array.from({ length: count }, (_, n) => rule(1 + (n % 4)))
}

function makers({
  shop,
  segmentIds,
  peopleIds,
  today,
}: Parameters<typeof randomRules>[1]): Record<ConditionKindName, Make> {
  type Below = Parameters<Make>[0]
  const some = <T>(list: readonly T[], below: Below): T[] => {
    const from = below(list.length)
    return list.slice(from, from + 1 + below(3))
  }
  const within = (below: Below) =>
    [
      {},
      { within: { days: 1 + below(150) } },
      { within: { months: 1 + below(5) } },
      { within: { since: addDays(today, -below(150)) } },
    ][below(4)]!
  const range = (most: number, below: Below) => {
    const [one, other] = [below(most), below(most)]
    return [
      { atLeast: one },
      { atMost: one },
      { atLeast: Math.min(one, other), atMost: Math.max(one, other) },
    ][below(3)]!
  }
  return {
    bought: (below) => ({
      ...{ kind: 'bought', products: some(shop.productIds, below) },
      ...(below(3) === 0 ? { atLeast_pieces: 1 + below(8) } : within(below)),
    }),
    brand: (below) => ({
      kind: 'brand',
      brands: some(['ミナト', 'ワカバ', 'イソベ'], below),
      ...within(below),
    }),
    category: (below) => ({ kind: 'category', categories: some(['飲料', '菓子'], below), ...within(below) }),
    spent: (below) => ({ kind: 'spent', ...range(4000, below), ...within(below) }),
    receipts: (below) => ({ kind: 'receipts', ...range(5, below), ...within(below) }),
    price: (below) => ({ kind: 'price', ...range(600, below), ...within(below) }),
    recency: (below) => ({ kind: 'recency', ...range(120, below) }),
    rhythm: (below) => ({ kind: 'rhythm', atLeast_intervals: 1 + below(4) }),
    basket: (below) => ({ kind: 'basket', ...range(2000, below), ...within(below) }),
    store: (below) => ({ kind: 'store', stores: some(shop.storeIds, below), ...within(below) }),
    chain: (below) => ({ kind: 'chain', chains: some(shop.chainIds, below), ...within(below) }),
    own_shop: (below) => ({ kind: 'own_shop', ...range(4000, below), ...within(below) }),
    tag: (below) => ({ kind: 'tag', tags: some(shop.tagIds, below) }),
    rank: (below) => ({ kind: 'rank', ranks: some(MILEAGE_RANKS, below) }),
    points: (below) => ({ kind: 'points', ...range(400, below) }),
    friend: (below) =>
      below(3) === 0 ? { kind: 'friend', is: false } : { kind: 'friend', is: true, ...within(below) },
    member: (below) =>
      below(3) === 0 ? { kind: 'member', is: false } : { kind: 'member', is: true, ...within(below) },
    nps: (below) => ({ kind: 'nps', ...range(11, below), ...within(below) }),
    happened: (below) => ({
      ...{
        kind: 'happened',
        of: (['mini_app_opened', 'message_heard', 'friend_blocked'] as const)[below(3)]!,
      },
      ...(below(3) === 0 ? { atLeast_times: 1 + below(3) } : within(below)),
    }),
    stage: (below) => ({ kind: 'stage', stages: some(STAGES, below) }),
    consent: (below) => ({
      kind: 'consent',
      purpose: (['analysis', 'offers'] as const)[below(2)]!,
      is: below(2) === 0,
    }),
    audience: (below) => ({
      ...{
        kind: 'audience',
        audience: shop.audienceIds[below(shop.audienceIds.length)]!,
        is: below(2) === 0,
      },
    }),
    people: (below) => ({ kind: 'people', people: some(peopleIds, below) }),
    attribute: (below) =>
      [
        () => ({ attribute: 'gender', oneOf: some(['female', 'male', 'other', 'no_answer'], below) }),
        () => ({ attribute: 'age_band', oneOf: some(['0', '10', '20', '30', '40', '80', '90'], below) }),
        () => ({ attribute: 'region', oneOf: some(['tohoku', 'kanto', 'kinki', 'kyushu'], below) }),
        () => ({ attribute: 'prefecture', oneOf: some(['08', '13', '14', '27'], below) }),
        () => ({ attribute: 'visits', ...range(12, below) }),
        () => ({ attribute: 'birthday', from: addDays(today, -20_000 + below(9_000)) }),
        () => ({ attribute: 'birthday', until: addDays(today, -below(20_000)) }),
        () => ({ attribute: 'newsletter', is: below(2) === 0 }),
      ].map((way) => ({ kind: 'attribute', ...way() }) as Condition)[below(8)]!,
    segment: (below) => ({ kind: 'segment', segment: segmentIds[below(segmentIds.length)]! }),
  }
}
