import { defineTemplate } from '../template.ts'

/** Another app has shown a picture in the chat; LINE has not got it, and nobody may be sent to fetch it elsewhere. */
export const sentFromElsewhere = defineTemplate({
  name: { ja: 'ほかのアプリからの画像', en: 'Picture of another app' },
  form: 'text',
  asksForPhoto: true,
  variables: {},
  words: {
    ja: {
      text: 'ほかのアプリから送られた画像は受け取れません。レシートの写真を、このトークからお送りください。',
    },
    en: {
      text: 'Pictures that another app sends cannot be received. Please send the photo of your receipt from this chat.',
    },
  },
})
