import { products, type Db } from '@tamaru/db'
import type { Rule } from '@tamaru/domain'

/** Whom the demo's account means by name, and sees among the people of the world. */
export async function worldSegments(db: Db, accountId: string): Promise<{ name: string; rule: Rule }[]> {
  const { items } = await products.list(
    db,
    accountId,
    { state: 'offered', text: '' },
    { sort: 'name', limit: 20 },
  )
  const id = (name: string) => items.find((product) => product.name.includes(name))!.id
  return [
    {
      name: 'しばらく来ていない人',
      rule: {
        all: [
          { kind: 'receipts', atLeast: 3 },
          { kind: 'recency', atLeast: 60 },
        ],
      },
    },
    {
      name: 'よく買う友だち',
      rule: {
        all: [
          { kind: 'friend', is: true },
          { kind: 'receipts', atLeast: 6, within: { days: 90 } },
        ],
      },
    },
    {
      name: 'のり塩だけの人',
      rule: {
        all: [
          { kind: 'bought', products: [id('のり塩')] },
          { none: [{ kind: 'bought', products: [id('ジャスミン')] }] },
        ],
      },
    },
    { name: 'おすすめしない人', rule: { kind: 'nps', atMost: 6 } },
  ]
}
