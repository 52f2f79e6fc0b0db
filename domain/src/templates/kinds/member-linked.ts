import { defineTemplate } from '../template.ts'

/** A person and their member number came together. */
export const memberLinked = defineTemplate({
  name: { ja: '会員番号とつながったとき', en: 'Linked with a member number' },
  form: 'text',
  variables: {},
  words: {
    ja: { text: '会員番号とつながりました。つながりは、アプリの設定からいつでも解けます。' },
    en: {
      text: 'You are linked with your member number. You can end the link in the app’s settings at any time.',
    },
  },
})
