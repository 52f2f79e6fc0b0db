/** Some of the shops that stand on the demo's receipts. The others' entries belong to no store. */
export const demoStores = [
  { name: 'フレッシュ玉葉 北浜店', registrationNumbers: ['T2949467855812'], phones: ['06-0335-0914'] },
  { name: 'スーパーあおぎり 北浜店', registrationNumbers: ['T8240108959831'], phones: ['06-0991-6288'] },
  { name: 'ソラマメマート 桜木駅前店', registrationNumbers: ['T2775466381620'], phones: ['045-017-5515'] },
] as const
