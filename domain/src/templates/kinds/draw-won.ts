import { defineTemplate } from '../template.ts'

/** A prize of a draw. */
export const drawWon = defineTemplate({
  name: { ja: '抽選で当選', en: 'Won in a draw' },
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
      notice: '抽選で「{{prize}}」が当選しました',
      title: '抽選で当選しました!',
      figure: '{{prize}}',
      body: '{{how}}',
      button: '当選した応募を見る',
    },
    en: {
      notice: 'You won “{{prize}}” in the draw',
      title: 'You won in the draw!',
      figure: '{{prize}}',
      body: '{{how}}',
      button: 'See the entry',
    },
  },
})
