/**
 * Words that tills print beside sums, as OCR hands them over. Japanese print is read with stray spaces and swapped
 * look-alikes (合 → 含 令 台, 計 → 訂 言十), so every pattern is matched against text without spaces.
 */
const KEI = '(?:[計訂討許詰証評]|言[十上二1|t+七下]|言$)'

export const WORDS = {
  total: new RegExp(
    `[合含令台会舎]${KEI}|^(?:お?買上|ご請求|お支払)(?:合計|金額|額)|ご?請求額|領収金額|^[合含令台会]$`,
  ),
  subtotal: new RegExp(`小${KEI}|商品計|^小$`),
  count: /点数|個数|買上点|^\D{0,4}\d+点$|客数/,
  tax: /税|対象|(?:8|10)\D{0,3}象|夕イショウ|タイショウ/,
  tendered: /預|お預|現計|頂/,
  change: /釣|おつり|オツリ|つり銭|ツリ/,
  coupon: /クーポン|ク-ポン|値引|割引|優待|会員割|アプリ割|ケーポン/,
  payment:
    /クレジ|クレ.?ッ.?ト|カード|カ-ド|電子マネ|電子マネー|コード決済|コ-ド決済|PAY|ペイ|QR|現金|交通系|iD|QUIC|Suica|WAON|nanaco|Edy/i,
  points: /ポイント|ボイント|ポイン|残高|チャージ|マイル|pt$|P$/,
  slip: /カード番号|会員番号|承認|伝票番号|端末|取扱|支払区分|取引内容|有効期限|カード会社|売上票|ご利用控|決済番号|売場/,
  discount:
    /[値価]引|割引|[値価]下|引き|ワリビキ|ネビキ|ワリヒキ|ビキ$|ヒキ$|値弓|[割値]\S?%|サービス券|セール引|まとめ/,
  header:
    /TEL|電話|登録|番号|事業者|レジ(?!袋|ブクロ)|責任|責No|担当|領収|レシート|取引|No[.:]|NO[.:]|店:|毎度|ありがとう|[都道府県].{1,6}[市区郡]|営業|いらっしゃ|お客様|名様|テーブル|扱者|伝票/,
} as const

export type Word = keyof typeof WORDS

/** Text without spaces, for matching. */
export function dense(text: string): string {
  return text.replace(/\s+/g, '')
}

export function says(text: string, word: Word): boolean {
  return WORDS[word].test(dense(text))
}
