import { computed, inject, type InjectionKey, type MaybeRefOrGetter, provide, type Ref, toValue } from 'vue'
import type { Fault } from './find-faults.ts'
import { kindOf, readAt, writeAt, type Written } from './form-path.ts'

export interface FieldWords {
  label: string
  /** What it is for, below the field. */
  hint?: string
  /** Stands behind the field: pt, 円, 日. */
  unit?: string
}

interface Form {
  /** What is being written; fields change it in place. */
  written: Ref<Written>
  faults: Readonly<Ref<readonly Fault[]>>
  /** The words of a kind of place, such as "products.*.name". */
  words: (kind: string) => FieldWords
  locked: Readonly<Ref<boolean>>
}

const FORM: InjectionKey<Form> = Symbol('form')
/** Whether a field stands in one of many lines. */
export const IN_LINES: InjectionKey<boolean> = Symbol('in lines')

/** Makes what is below this component the fields of a form. */
export function provideForm(form: Form): void {
  provide(FORM, form)
}

export function useForm(): Form {
  return inject(FORM)!
}

/** One place of the form: what stands there, what is wrong with it, and how it is called. */
export function useField<T>(at: MaybeRefOrGetter<string>) {
  const form = useForm()
  return {
    /** Of the element, so that a fault elsewhere on the page can lead here. */
    id: computed(() => fieldId(toValue(at))),
    value: computed({
      get: () => readAt(form.written.value, toValue(at)) as T,
      set: (value) => writeAt(form.written.value, toValue(at), value),
    }),
    fault: computed(() => form.faults.value.find(({ path }) => path === toValue(at))),
    words: computed(() => form.words(kindOf(toValue(at)))),
    locked: form.locked,
  }
}

export const fieldId = (at: string) => `field-${at}`
