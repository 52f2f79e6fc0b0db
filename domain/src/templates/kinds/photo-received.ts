import { defineTemplate } from '../template.ts'

/** A photo came in the chat; the result follows. */
export const photoReceived = defineTemplate({
  name: { ja: '写真を受け取った', en: 'Photo received' },
  form: 'text',
  variables: {},
  words: {
    ja: { text: 'レシートを受け取りました。結果は、このトークか、アプリの「応募」でご覧いただけます。' },
    en: {
      text: 'Your receipt has arrived. You will find the result in this chat, or under “Entries” in the app.',
    },
  },
})
