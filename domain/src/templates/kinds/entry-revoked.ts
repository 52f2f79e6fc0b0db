import { REASON, SUMS } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** Points of an entry were taken back, and why. */
export const entryRevoked = defineTemplate({
  name: { ja: '応募の結果: ポイントを取り消した', en: 'Result: points taken back' },
  form: 'card',
  look: 'quiet',
  variables: { reason: { ...REASON, required: true }, sums: { ...SUMS, required: true } },
  words: {
    ja: {
      notice: 'ポイントを取り消しました({{sums}})',
      title: 'ポイントを取り消しました',
      body: '{{reason}}\n{{sums}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'Points were taken back ({{sums}})',
      title: 'Points were taken back',
      body: '{{reason}}\n{{sums}}',
      button: 'See more',
    },
  },
})
