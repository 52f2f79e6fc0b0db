/** What may be wrong with a rule, in words for whoever wrote it. */
export const RULE_FAULTS = {
  not_a_rule: { ja: '読めない条件があります', en: 'There is a condition that cannot be read' },
  kind_unknown: {
    ja: 'この種類の条件はまだありません',
    en: 'There is no condition of this kind yet',
  },
  product_gone: { ja: 'この商品はありません', en: 'There is no such product' },
  brand_gone: { ja: 'このブランドの商品はありません', en: 'There is no product of this brand' },
  category_gone: { ja: 'この分類の商品はありません', en: 'There is no product of this category' },
  store_gone: { ja: 'この店舗はありません', en: 'There is no such store' },
  chain_gone: {
    ja: 'このチェーンの店舗はありません',
    en: 'There is no store of this chain',
  },
  tag_gone: { ja: 'このタグはないか、期限が過ぎています', en: 'There is no such tag, or it has ended' },
  audience_gone: {
    ja: 'このオーディエンスはないか、期限が過ぎています',
    en: 'There is no such audience, or it has ended',
  },
  attribute_gone: { ja: 'この属性はありません', en: 'There is no such attribute' },
  attribute_unwritten: {
    ja: 'この属性にはまだ誰の値も入っていません',
    en: 'Nothing has written this attribute of anybody yet',
  },
  attribute_other_kind: {
    ja: 'この属性はこのたずね方ができません',
    en: 'This attribute cannot be asked like that: it is of another kind',
  },
  attribute_choice_gone: { ja: 'この選択肢はありません', en: 'The attribute has no such choice' },
  segment_gone: { ja: 'このセグメントはありません', en: 'There is no such segment' },
  segment_in_itself: {
    ja: 'セグメントが自分自身を条件にしています',
    en: 'The segment is a condition of itself',
  },
} as const
export type RuleFaultKind = keyof typeof RULE_FAULTS

/** Why a rule means nobody. */
export interface RuleFault {
  fault: RuleFaultKind
  /** What is gone, the kind that there is none of, or the segment whose rule is none; of the rule itself, what the parser says. */
  of: string
}
