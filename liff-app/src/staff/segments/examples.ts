import type { Rule } from '@tamaru/domain'
import type { Words } from '../../api/problem.ts'

/** Rules to begin with: those of docs/segments.md. What an account has of its own is left to be filled in. */
export const EXAMPLES: readonly { name: Words; rule: Rule }[] = [
  {
    name: { ja: 'よく買う友だち', en: 'Friends who buy often' },
    rule: {
      all: [
        { kind: 'friend', is: true },
        { kind: 'receipts', atLeast: 2, within: { days: 90 } },
      ],
    },
  },
  {
    name: { ja: 'Aを買い、Bはまだの人', en: 'Bought A, not yet B' },
    rule: { all: [{ kind: 'bought', products: [] }, { none: [{ kind: 'bought', products: [] }] }] },
  },
  {
    name: { ja: 'しばらく来ていない常連', en: 'Regulars who stay away' },
    rule: {
      all: [
        { kind: 'receipts', atLeast: 2 },
        { kind: 'recency', atLeast: 60 },
      ],
    },
  },
  {
    name: { ja: 'この店でまとめ買いする人', en: 'Large baskets of one store' },
    rule: {
      all: [
        { kind: 'basket', atLeast: 500, within: { months: 2 } },
        { kind: 'store', stores: [] },
      ],
    },
  },
  {
    name: { ja: 'ブランドは買うが、この分類は買わない人', en: 'Buy the brand, none of a category' },
    rule: { all: [{ kind: 'brand', brands: [] }, { none: [{ kind: 'category', categories: [] }] }] },
  },
  {
    name: { ja: 'すすめてくれる上位会員', en: 'Promoters of silver and gold' },
    rule: {
      all: [
        { kind: 'nps', atLeast: 9 },
        { kind: 'rank', ranks: ['silver', 'gold'] },
      ],
    },
  },
  {
    name: { ja: 'ポイントがあるのに開いていない人', en: 'Points, but not opened for a month' },
    rule: {
      all: [
        { kind: 'points', atLeast: 10 },
        { none: [{ kind: 'happened', of: 'mini_app_opened', within: { days: 30 } }] },
      ],
    },
  },
  {
    name: { ja: '新しい友だちか、興味のある人', en: 'New friends, or tagged' },
    rule: {
      any: [
        { kind: 'friend', is: true, within: { days: 7 } },
        { kind: 'tag', tags: [] },
      ],
    },
  },
  {
    name: { ja: '3か月で100円〜5,000円の人', en: '100 to 5,000 yen in three months' },
    rule: { all: [{ kind: 'spent', atLeast: 100, atMost: 5000, within: { months: 3 } }] },
  },
  {
    name: { ja: 'セグメントの中で3個以上買った人', en: 'In a segment, three pieces or more' },
    rule: {
      all: [
        { kind: 'segment', segment: '' },
        { kind: 'bought', products: [], atLeast_pieces: 3 },
      ],
    },
  },
]
