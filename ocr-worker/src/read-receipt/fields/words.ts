/**
 * The word beside a total, as OCR hands it over. Japanese print is read with stray spaces and swapped look-alikes (合 → 含 令 台,
 * 計 → 訂 言十), so it is matched against text without spaces.
 */
const KEI = '(?:[計訂討許詰証評]|言[十上二1|t+七下]|言$)'
const TOTAL = new RegExp(
  `[合含令台会舎]${KEI}|^(?:お?買上|ご請求|お支払)(?:合計|金額|額)|ご?請求額|領収金額|^[合含令台会]$`,
)

/** Text without spaces, for matching. */
export function dense(text: string): string {
  return text.replace(/\s+/g, '')
}

export const saysTotal = (text: string): boolean => TOTAL.test(dense(text))
