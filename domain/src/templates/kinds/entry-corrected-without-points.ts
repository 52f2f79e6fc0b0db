import { REASON, SUMS } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** An entry that staff looked at again is not approved any more. */
export const entryCorrectedWithoutPoints = defineTemplate({
  name: { ja: '応募の結果: 見直した(ポイントなし)', en: 'Corrected result: no points' },
  form: 'card',
  look: 'quiet',
  variables: { reason: { ...REASON, required: true }, sums: { ...SUMS, required: true } },
  words: {
    ja: {
      notice: '結果を見直しました({{sums}})',
      title: '結果を見直しました',
      body: 'スタッフがもう一度確認し、結果を改めました。ご心配をおかけしました。\n{{reason}}\n{{sums}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'The result was corrected ({{sums}})',
      title: 'The result was corrected',
      body: 'Our staff looked again and have corrected the result. We are sorry for the trouble.\n{{reason}}\n{{sums}}',
      button: 'See more',
    },
  },
})
