import { chanceOf, type RoledLine } from '../roles/roled-line.ts'
import { dense } from './words.ts'

/** Slips of a till that prove no purchase, by the words that stand alone on a line of theirs. */
const SLIPS =
  /練習|訓練|トレーニング|TRAINING|見積|再発行|再印刷|再出力|納品書|請求書|注文(?:票|伝票|書)|予約票|預り証|仮(?:レシート|伝票|領収)|会計前|中間会計|返品|返金|取消(?:レシート|伝票)|取引中止|テスト(?:印字|レシート)|研修(?:モード|中)|デモモード|払い?戻し?(?:票|レシート|伝票|$)|(?:決済|売上)取消|取引不成立|日計レポート|オーダー票|予約確認書|DUPLICATE|^VOID$|REISSUE|REPRINT|REFUND/i
/** Longer lines are sentences: 返品・交換は7日以内にレシートをお持ちください. */
const LONGEST = 14
const SENTENCE =
  /[はがのをでに](?:できません|お受け|ご|お|レシート)|ください|下さい|ません|ます|以内|の際|場合/

/** A delivery note that is the receipt as well. */
const RECEIPT_TOO = /兼.?領収|領収.?兼/

/** The line that says so, if one does. A name of goods says nothing of the slip. */
export function noPurchaseLine(roles: RoledLine[]): RoledLine | null {
  return roles.find(isNotice) ?? null
}

function isNotice(role: RoledLine): boolean {
  const text = dense(role.line.text).replace(/[^\p{L}\p{N}]/gu, '')
  if (text.length > LONGEST || SENTENCE.test(text) || RECEIPT_TOO.test(text)) return false
  // A good has a sum.
  if (SLIPS.test(text)) return role.numbers.length === 0 && chanceOf(role, 'good') < 0.9
  return text.length > 1 && chanceOf(role, 'notice') > 0.8
}
