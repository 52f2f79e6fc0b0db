import { GOODS, SUMS } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** An entry brought points. */
export const entryApproved = defineTemplate({
  name: { ja: '応募の結果: ポイントがたまった', en: 'Result: points' },
  form: 'card',
  look: 'good',
  variables: {
    points: {
      type: 'points',
      means: { ja: 'この応募でたまったポイント', en: 'points of this entry' },
      required: true,
      sample: 120,
    },
    goods: GOODS,
    sums: { ...SUMS, required: true },
  },
  words: {
    ja: {
      notice: '{{points}}ポイントたまりました({{sums}})',
      title: 'ポイントがたまりました',
      figure: '+{{points}} pt',
      body: '{{goods}}\n{{sums}}',
      button: 'くわしく見る',
    },
    en: {
      notice: '{{points}} points are yours ({{sums}})',
      title: 'You earned points',
      figure: '+{{points}} pt',
      body: '{{goods}}\n{{sums}}',
      button: 'See more',
    },
  },
})
