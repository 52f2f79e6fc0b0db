import type { TemplateWords } from '@tamaru/domain'

/** What the demo's account says in its own words, where the product says it more soberly. */
export const demoGuidance: TemplateWords = {
  ja: {
    text: 'ミナト食品です。レシートの写真を送ると、ポイントがたまります。「ポイント」と送ると、残高をお知らせします。',
  },
  en: {
    text: 'This is Minato Foods. Send a photo of a receipt to earn points. Send “points” to hear your balance.',
  },
}
