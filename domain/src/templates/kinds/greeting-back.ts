import { defineTemplate } from '../template.ts'

/** Somebody is a friend again. */
export const greetingBack = defineTemplate({
  name: { ja: '友だちに戻った人へのあいさつ', en: 'Greeting to who comes back' },
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
      title: 'おかえりなさい!',
      body: '{{account}}のレシートキャンペーンです。対象商品を買ったレシートを撮るだけで、ポイントがたまります。\nこのトークに写真を送っても応募できます。',
      button: 'はじめる',
    },
    en: {
      notice: '{{account}}: earn points with receipts',
      title: 'Welcome back!',
      body: 'This is the receipt campaign of {{account}}. Take a photo of a receipt with the goods that count, and points are yours.\nYou can also send the photo in this chat.',
      button: 'Begin',
    },
  },
})
