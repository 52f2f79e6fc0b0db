import { defineTemplate } from '../template.ts'

/** Somebody has just become a friend. */
export const greeting = defineTemplate({
  name: { ja: '友だち追加のあいさつ', en: 'Greeting' },
  form: 'card',
  look: 'good',
  asksForPhoto: true,
  variables: {
    account: {
      type: 'text',
      longest: 60,
      means: { ja: 'アカウントの名前', en: 'the account’s name' },
      sample: 'ミナト食品',
    },
  },
  words: {
    ja: {
      notice: '{{account}}です。レシートでポイントがたまります',
      title: '友だち追加ありがとうございます!',
      body: '{{account}}のレシートキャンペーンです。対象商品を買ったレシートを撮るだけで、ポイントがたまります。\nこのトークに写真を送っても応募できます。',
      button: 'はじめる',
    },
    en: {
      notice: '{{account}}: earn points with receipts',
      title: 'Thank you for adding us!',
      body: 'This is the receipt campaign of {{account}}. Take a photo of a receipt with the goods that count, and points are yours.\nYou can also send the photo in this chat.',
      button: 'Begin',
    },
  },
})
