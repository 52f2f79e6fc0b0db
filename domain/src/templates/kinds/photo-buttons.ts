import { defineTemplate } from '../template.ts'

/** The buttons under an answer. */
export const photoButtons = defineTemplate({
  name: { ja: '写真を送るボタン', en: 'Buttons for a photo' },
  form: 'buttons',
  variables: {},
  words: {
    ja: { camera: 'レシートを撮る', album: '写真を選ぶ', balance: 'ポイント' },
    en: { camera: 'Take a photo', album: 'Choose a photo', balance: 'Points' },
  },
})
