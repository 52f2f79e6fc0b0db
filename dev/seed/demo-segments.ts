import { demoStores } from './demo-stores.ts'

/** Whom the demo's marketer has chosen, and tags on its people, by their places in demo-people.ts. */
export const demoTags = [
  { name: '興味/お茶', people: [0, 2, 3] },
  { name: '来店/北浜店', people: [0, 1, 5] },
  { name: '企画/冬の試飲会', people: [2], days: 60 },
] as const

/** Rules in which `tea` and `chips` stand for products of the demo's catalogue, and `liking` for the first tag. */
export const demoSegments = [
  {
    name: 'お茶を買い、チップスはまだの人',
    rule: (of: DemoThings) => ({
      all: [
        { kind: 'bought', products: [of.tea], within: { days: 60 } },
        { none: [{ kind: 'bought', products: [of.chips] }] },
      ],
    }),
  },
  {
    name: '2回以上買った友だち',
    rule: () => ({
      all: [
        { kind: 'friend', is: true },
        { kind: 'receipts', atLeast: 2, within: { days: 90 } },
      ],
    }),
  },
  {
    name: '会員番号とつながっている人',
    rule: () => ({ kind: 'member', is: true }),
  },
  {
    name: 'すすめてくれる人・お茶好き',
    rule: (of: DemoThings) => ({
      any: [
        { kind: 'nps', atLeast: 9 },
        { kind: 'tag', tags: [of.liking] },
      ],
    }),
  },
  {
    name: 'ソラマメマートで120円〜200円のものを買った人',
    rule: () => ({
      all: [
        { kind: 'chain', chains: [demoStores[2].registrationNumbers[0].slice(1)] },
        { kind: 'price', atLeast: 120, atMost: 200 },
      ],
    }),
  },
] as const

/** For what the people of which segment are kept as they are. */
export const demoSnapshot = { segment: '2回以上買った友だち', purpose: '冬のご案内の対象' }

interface DemoThings {
  tea: string
  chips: string
  liking: string
}
