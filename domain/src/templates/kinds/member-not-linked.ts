import { defineTemplate } from '../template.ts'

/** A person and a member number did not come together. */
export const memberNotLinked = defineTemplate({
  name: { ja: '会員番号とつながれなかったとき', en: 'Not linked with a member number' },
  form: 'text',
  variables: {
    title: {
      type: 'text',
      longest: 100,
      means: { ja: '何が起きたか', en: 'what happened' },
      required: true,
      sample: { ja: '手続きの期限が切れました', en: 'This took too long' },
    },
    detail: {
      type: 'text',
      longest: 500,
      means: { ja: '次にすること', en: 'what to do next' },
      required: true,
      sample: {
        ja: 'アプリの設定から、もう一度「会員番号とつなぐ」を押してください。',
        en: 'Press “Link my member number” in the app’s settings once more.',
      },
    },
  },
  words: {
    ja: { text: '会員番号とつながりませんでした。{{title}}。{{detail}}' },
    en: { text: 'You were not linked with your member number. {{title}}. {{detail}}' },
  },
})
