import { REASON } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** An entry brought nothing, and why. */
export const entryRejected = defineTemplate({
  name: { ja: '応募の結果: 対象にならなかった', en: 'Result: did not count' },
  form: 'card',
  look: 'quiet',
  variables: { reason: { ...REASON, required: true } },
  words: {
    ja: {
      notice: '今回はポイントの対象になりませんでした',
      title: 'ポイントの対象になりませんでした',
      body: '{{reason}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'This entry did not earn points',
      title: 'This entry did not earn points',
      body: '{{reason}}',
      button: 'See more',
    },
  },
})
