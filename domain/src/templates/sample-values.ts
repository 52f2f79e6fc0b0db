import type { Template, ValuesFor, Variable, Variables } from './template.ts'

/** Values as they usually are: what a preview shows. */
export function sampleValues<V extends Variables>({ variables }: Template<V>): ValuesFor<V> {
  return each(variables, ({ sample }) => sample)
}

/** The longest that there can be, for what has to hold in any case. */
export function longestValues<V extends Variables>({ variables }: Template<V>): ValuesFor<V> {
  return each(variables, (variable) => {
    const text = '長'.repeat(variable.longest ?? 0)
    switch (variable.type) {
      case 'points':
        return -9_999_999_999
      case 'day':
        return '2029-09-30'
      case 'text':
        return text
      case 'lines':
        return Array.from({ length: variable.most ?? 0 }, () => text)
    }
  })
}

/** The least that there can be. */
export function emptiestValues<V extends Variables>({ variables }: Template<V>): ValuesFor<V> {
  return each(variables, (variable) => {
    if (variable.type === 'lines') return Array.from({ length: variable.least ?? 0 }, () => 'あ')
    if (variable.type === 'text') return variable.mayBeEmpty ? '' : 'あ'
    return variable.type === 'day' ? '2026-01-01' : 0
  })
}

const each = <V extends Variables>(variables: V, valueOf: (variable: Variable) => unknown) =>
  Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [name, valueOf(variable)]),
  ) as ValuesFor<V>
