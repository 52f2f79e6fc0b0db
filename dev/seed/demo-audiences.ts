/** What the demo's brand knows of some of its people, by their places in demo-people.ts. Numbers that nobody has. */
export const demoContacts = [
  { place: 0, phone: '090-0000-1001', email: 'haruka@example.jp' },
  { place: 2, phone: '090-0000-1003' },
  { place: 3, email: 'sota@example.jp' },
  { place: 5, phone: '080-0000-1006', email: 'takumi@example.jp' },
] as const

/** A list of buyers as its marketer would upload it: half of them are held. */
export const demoAudience = {
  name: '通販で買った人(2026年秋)',
  list: 'buyers',
  origin: '自社通販の2026年9〜11月の購入者',
  consent: '通販の会員規約第5条(ご案内への利用)',
  people: [
    { phone: '090-0000-1001' },
    { phone: '090-0000-1003', email: 'minami@example.jp' },
    { email: 'sota@example.jp' },
    { phone: '090-0000-2001' },
    { phone: '090-0000-2002', email: 'guest@example.jp' },
    { email: 'visitor@example.jp' },
  ],
} as const
