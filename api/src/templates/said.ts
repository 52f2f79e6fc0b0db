import type { TemplateKind, TemplateValues } from '@tamaru/domain'

/** What is to be said to a person: which kind of message, of what, and where its button leads. */
export type Said = {
  [K in TemplateKind]: {
    kind: K
    values: TemplateValues<K>
    /** A path of the mini-app, "/…", or an address that LINE opens. Cards only; left out: the mini-app's home. */
    link?: string
  }
}[TemplateKind]
