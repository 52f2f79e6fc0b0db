import { defineTemplate } from '../template.ts'

/** An offer, and how to have no more. */
export const offer = defineTemplate({
  name: { ja: 'おすすめ', en: 'Offer' },
  form: 'card',
  look: 'good',
  variables: {
    title: {
      type: 'text',
      longest: 40,
      means: { ja: 'おすすめの見出し', en: 'the offer’s title' },
      required: true,
      sample: 'はじめての麦茶に',
    },
    body: {
      type: 'text',
      longest: 200,
      mayBeEmpty: true,
      means: { ja: 'おすすめの本文', en: 'the offer’s text' },
      required: true,
      sample: '緑茶がお好きな方に。',
    },
  },
  words: {
    ja: {
      notice: '{{title}}',
      title: '{{title}}',
      body: '{{body}}\n配信の停止は、アプリの「設定」からいつでもできます。',
      button: '見てみる',
    },
    en: {
      notice: '{{title}}',
      title: '{{title}}',
      body: '{{body}}\nYou can stop these in the app under “Settings” at any time.',
      button: 'Have a look',
    },
  },
})
