import { expect, it } from 'vitest'
import { tellClock } from './tell-clock.ts'

it('says how wrong the clock is, which way, and what to do', () => {
  expect(tellClock(0)).toBeUndefined()
  expect(tellClock(12)?.ja).toMatch(/^この端末の時計が12分進んでいます。.*自動設定/)
  expect(tellClock(121)?.ja).toContain('約2時間進んでいます')
  expect(tellClock(-240)?.en).toMatch(/about 4 hours slow\. .*automatically/)
})
