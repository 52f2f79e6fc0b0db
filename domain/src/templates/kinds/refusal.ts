import { defineTemplate } from '../template.ts'

/** A refusal, in the words that the mini-app has for it. */
export const refusal = defineTemplate({
  name: { ja: '受け付けられなかったとき', en: 'Refusal' },
  form: 'text',
  asksForPhoto: true,
  variables: {
    title: {
      type: 'text',
      longest: 100,
      means: { ja: '何が起きたか', en: 'what happened' },
      required: true,
      sample: { ja: '写真を読み取れません', en: 'The photo cannot be read' },
    },
    detail: {
      type: 'text',
      longest: 500,
      means: { ja: '次にすること', en: 'what to do next' },
      required: true,
      sample: {
        ja: 'レシートの写真を撮って、お送りください。',
        en: 'Please take a photo of the receipt and send it.',
      },
    },
  },
  words: {
    ja: { text: '{{title}}。{{detail}}' },
    en: { text: '{{title}}. {{detail}}' },
  },
})
