import { serverNow } from '../api/server-clock.ts'
import { useLanguage } from './language.ts'

const LOCALE = { ja: 'ja-JP', en: 'en-GB' }
const TOKYO = { timeZone: 'Asia/Tokyo' } as const

/** Days and money as people here read them: Tokyo days whatever the phone's zone, whole yen. */
export function useFormat() {
  const { language } = useLanguage()
  const locale = () => LOCALE[language.value]
  const show = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale(), { ...TOKYO, ...options }).format(at)

  return {
    /** The Tokyo day of now as `YYYY-MM-DD`, by the server's clock. */
    today: () => new Intl.DateTimeFormat('sv-SE', TOKYO).format(serverNow()),
    number: (value: number) => value.toLocaleString(locale()),
    yen: (value: number) => `¥${value.toLocaleString(locale())}`,
    /** `YYYY-MM-DD` → 11月30日(月) */
    day: (date: string) =>
      show(new Date(`${date}T00:00:00+09:00`), { month: 'short', day: 'numeric', weekday: 'short' }),
    /** `YYYY-MM-DD` → 11月30日 */
    date: (date: string) => show(new Date(`${date}T00:00:00+09:00`), { month: 'short', day: 'numeric' }),
    /** `YYYY-MM-DD` → 2026年11月30日 */
    fullDay: (date: string) => show(new Date(`${date}T00:00:00+09:00`), { dateStyle: 'long' }),
    /** `YYYY-MM-DD` → 11/30 */
    shortDay: (date: string) =>
      show(new Date(`${date}T00:00:00+09:00`), { month: 'numeric', day: 'numeric' }),
    /** 0 Sunday to 6 Saturday → 日曜日 */
    weekday: (day: number) => show(new Date(Date.UTC(2026, 1, 1 + day)), { weekday: 'long' }),
    /** An instant as ISO 8601 → 11月22日 14:05 */
    moment: (at: string) =>
      show(new Date(at), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
    /** An instant as ISO 8601 → its Tokyo day, `YYYY-MM-DD` */
    dayOf: (at: string) => new Intl.DateTimeFormat('sv-SE', TOKYO).format(new Date(at)),
    /** An instant as ISO 8601 → 14:05 */
    time: (at: string) => show(new Date(at), { hour: '2-digit', minute: '2-digit' }),
    /** 14:05:33 */
    clock: (at: Date) => show(at, { timeStyle: 'medium' }),
    /** A receipt's own date, with or without a time: `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` */
    printed: (at: string) =>
      at.includes('T')
        ? show(new Date(`${at}:00+09:00`), { dateStyle: 'long', timeStyle: 'short' })
        : show(new Date(`${at}T00:00:00+09:00`), { dateStyle: 'long' }),
  }
}
