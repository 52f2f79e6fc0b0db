import type { Right } from '@tamaru/domain'

/** Who is in the demo. The first three and the staff can be played on the sandbox's phone page. */
export const demoShoppers = [
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000a1',
    displayName: '佐藤はるか',
    agreesToOffers: true,
    nps: 10,
    why: '集めるのが楽しい!レシートを撮るだけなので続けやすいです。',
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000a2',
    displayName: '鈴木けんた',
    agreesToOffers: false,
    nps: 8,
    why: '麦茶をよく買います。2リットルも対象にしてほしい。',
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000a3',
    displayName: '高橋みなみ',
    agreesToOffers: true,
    nps: 9,
    why: 'のり塩チップスがおいしい。',
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000c1',
    displayName: '渡辺そうた',
    agreesToOffers: true,
    nps: 9,
    why: null,
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000c2',
    displayName: '中村ゆい',
    agreesToOffers: false,
    nps: 6,
    why: '近所のスーパーに商品が少ない。',
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000c3',
    displayName: '小林たくみ',
    agreesToOffers: true,
    nps: 10,
    why: '味噌汁が手軽で助かっています。',
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000c4',
    displayName: '加藤ひなた',
    agreesToOffers: true,
    nps: 7,
    why: null,
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000c5',
    displayName: '吉田りく',
    agreesToOffers: false,
    nps: 3,
    why: '写真の撮り直しが多かった。',
  },
] as const

/** Who is of the first store looks after that one only. */
export const demoStaff = [
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000b1',
    displayName: '田中さくら',
    role: 'owner',
    isOfFirstStore: false,
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000b2',
    displayName: '伊藤だいち',
    role: 'reviewer',
    isOfFirstStore: false,
  },
  {
    lineUserId: 'U5a70e1c0ffee5a1ad0000000000000b3',
    displayName: '木村りお',
    role: 'reviewer',
    isOfFirstStore: true,
  },
] as const

/** Somebody of the agency opens the mini-app as well, to see what people see. */
export const demoTester = {
  lineUserId: 'U5a70e1c0ffee5a1ad0000000000000b4',
  displayName: '村上あきら(広告代理店)',
  side: 'agency' as const,
}

/** An agency that writes campaigns for a while, and needs to know nobody by name. */
export const demoAgency = {
  lineUserId: demoTester.lineUserId,
  displayName: demoTester.displayName,
  ownRights: ['see', 'write'] as Right[],
  days: 90,
}
