import { defineTemplate } from '../template.ts'

/** An instant prize, beside the result of the entry. */
export const prizeWon = defineTemplate({
  name: { ja: 'その場で当たり', en: 'Instant prize' },
  form: 'card',
  look: 'prize',
  variables: {
    prize: {
      type: 'text',
      longest: 100,
      means: { ja: '賞品の名前', en: 'the prize' },
      required: true,
      sample: 'エコバッグ',
    },
    how: {
      type: 'lines',
      longest: 600,
      most: 7,
      least: 1,
      means: { ja: '受け取り方', en: 'how it is received' },
      required: true,
      sample: [{ ja: 'キャンペーン終了後に郵送します。', en: 'It is sent by post after the campaign.' }],
    },
  },
  words: {
    ja: {
      notice: 'その場で当たり!「{{prize}}」が当選しました',
      title: 'その場で当たり!',
      figure: '{{prize}}',
      body: '{{how}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'You won “{{prize}}”!',
      title: 'You won on the spot!',
      figure: '{{prize}}',
      body: '{{how}}',
      button: 'See more',
    },
  },
})
