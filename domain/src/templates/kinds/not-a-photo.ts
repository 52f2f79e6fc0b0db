import { defineTemplate } from '../template.ts'

/** A video, a voice message, a file, a location or a sticker came. */
export const notAPhoto = defineTemplate({
  name: { ja: '写真ではないものが届いた', en: 'Not a photo' },
  form: 'text',
  asksForPhoto: true,
  variables: {
    what: {
      type: 'text',
      longest: 60,
      means: { ja: '届いたものについて', en: 'about what came' },
      sample: { ja: '動画は読み取れません。', en: 'A video cannot be read.' },
    },
  },
  words: {
    ja: { text: '{{what}}応募には、レシートの写真を撮って、このトークにお送りください。' },
    en: { text: '{{what}} To enter, take a photo of the receipt and send it in this chat.' },
  },
})
