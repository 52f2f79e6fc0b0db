import { defineTemplate } from '../template.ts'

/** What can be said in the chat, to what was not understood. */
export const guidance = defineTemplate({
  name: { ja: 'ことばへの案内', en: 'What can be said here' },
  form: 'text',
  asksForPhoto: true,
  variables: {},
  words: {
    ja: {
      text: 'レシートの写真を送ると、ポイントがたまります。「ポイント」と送ると、残高をお知らせします。',
    },
    en: { text: 'Send a photo of a receipt to earn points. Send “points” to hear your balance.' },
  },
})
