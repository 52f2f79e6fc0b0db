import { SUMS } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** What a person can spend, and what comes. */
export const balance = defineTemplate({
  name: { ja: 'ポイントの残高', en: 'Balance' },
  form: 'card',
  look: 'good',
  variables: {
    usable: {
      type: 'points',
      means: { ja: 'つかえるポイント', en: 'points to spend' },
      required: true,
      sample: 320,
    },
    sums: SUMS,
    rest: {
      ...SUMS,
      least: 0,
      means: { ja: 'つかえるポイント以外の内訳', en: 'the sums without those to spend' },
    },
    expiry: {
      type: 'lines',
      most: 1,
      longest: 80,
      means: { ja: 'つぎの有効期限', en: 'what lapses next' },
      sample: [{ ja: '120ポイントの有効期限は2027年5月31日です', en: '120 points lapse after May 31, 2027' }],
    },
  },
  words: {
    ja: {
      notice: '{{sums}}',
      title: 'つかえるポイント',
      figure: '{{usable}} pt',
      body: '{{rest}}\n{{expiry}}',
      button: 'カードを見る',
    },
    en: {
      notice: '{{sums}}',
      title: 'Points to spend',
      figure: '{{usable}} pt',
      body: '{{rest}}\n{{expiry}}',
      button: 'See the card',
    },
  },
})
