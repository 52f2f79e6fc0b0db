import type { Words } from '../api/problem.ts'
import { phoneAhead_min } from '../api/server-clock.ts'

/** What to do about a clock that may be why nobody can log in; undefined where it is right, or not known to be wrong. */
export function tellClock(ahead_min: number = phoneAhead_min()): Words | undefined {
  if (ahead_min === 0) return undefined
  const off_min = Math.abs(ahead_min)
  const off_h = Math.round(off_min / 60)
  const isLong = off_min >= 90
  const ja = `${isLong ? `約${off_h}時間` : `${off_min}分`}${ahead_min > 0 ? '進んで' : '遅れて'}います`
  const en = `${isLong ? `about ${off_h} hours` : `${off_min} minutes`} ${ahead_min > 0 ? 'fast' : 'slow'}`
  return {
    ja: `この端末の時計が${ja}。端末の設定の「日付と時刻」で自動設定をオンにしてから、もう一度お試しください。`,
    en: `The clock of this device is ${en}. Let it be set automatically, under date and time in the settings, then try again.`,
  }
}
