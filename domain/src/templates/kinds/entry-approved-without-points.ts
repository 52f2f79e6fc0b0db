import { GOODS, REASON, SUMS } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** An entry counts, but brought no points. */
export const entryApprovedWithoutPoints = defineTemplate({
  name: { ja: '応募の結果: 受け付けた(ポイントなし)', en: 'Result: accepted, no points' },
  form: 'card',
  look: 'good',
  variables: { goods: GOODS, reason: { ...REASON, required: true }, sums: { ...SUMS, required: true } },
  words: {
    ja: {
      notice: '応募を受け付けました({{sums}})',
      title: '応募を受け付けました',
      body: '{{goods}}\n{{reason}}\n{{sums}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'Your entry is accepted ({{sums}})',
      title: 'Your entry is accepted',
      body: '{{goods}}\n{{reason}}\n{{sums}}',
      button: 'See more',
    },
  },
})
