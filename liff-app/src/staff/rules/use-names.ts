import { type Known, type KnownThing, REFERENCE_KINDS, type ReferenceKind } from '@tamaru/domain'
import { computed, inject, type InjectionKey, provide, reactive } from 'vue'

export interface NamedThing {
  of: ReferenceKind
  id: string
  name: string
  /** Of an attribute: what it is. */
  attribute?: KnownThing['attribute']
}

function openNames() {
  const things = reactive(new Map<string, NamedThing>())
  return {
    /** Takes what things are called; what is known already is called anew. */
    learn(named: readonly NamedThing[]) {
      for (const thing of named) things.set(`${thing.of} ${thing.id}`, thing)
    },
    known: computed(
      () =>
        Object.fromEntries(
          REFERENCE_KINDS.map((of) => [
            of,
            new Map(
              [...things.values()]
                .filter((thing) => thing.of === of)
                .map(({ id, name, attribute }) => [id, { name, ids: [id], ...(attribute && { attribute }) }]),
            ),
          ]),
        ) as unknown as Known,
    ),
  }
}
const KEY: InjectionKey<ReturnType<typeof openNames>> = Symbol('names')

/** Opens what things of the account are called, for a rule that is written below. */
export function provideNames() {
  const names = openNames()
  provide(KEY, names)
  return names
}
export const useNames = () => inject(KEY)!
