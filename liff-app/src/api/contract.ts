import type { ApiRoutes } from '../../../api/src/app.ts'

// The API's own routes, taken as types only: nothing of the API is in the pages.
type VerbOf<M extends Method> = `$${Lowercase<M>}`
type EndOf<M extends Method, P extends Path> = ApiRoutes[P][VerbOf<M> & keyof ApiRoutes[P]] & End
interface End {
  input: unknown
  output: unknown
  status: number
}
interface Done {
  status: 200 | 201 | 202 | 204
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** All paths, such as `/api/entries/:id`. */
export type Path = keyof ApiRoutes & string

/** The paths that take a method. */
export type PathOf<M extends Method> = {
  [P in Path]: VerbOf<M> extends keyof ApiRoutes[P] ? P : never
}[Path]

/** The names that stand in a path behind a colon. */
export type ParamOf<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamOf<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** What a route takes, as the last argument of a call (`param`, `query`, `header`, `json`); left out where nothing is needed. */
export type GivenTo<M extends Method, P extends PathOf<M>> =
  Partial<Record<string, unknown>> extends EndOf<M, P>['input']
    ? [input?: EndOf<M, P>['input']]
    : [input: EndOf<M, P>['input']]

/** What a route answers where it does not refuse. */
export type AnswerOf<M extends Method, P extends PathOf<M>> = Extract<EndOf<M, P>, Done>['output']

/** The body that a route takes. */
export type BodyOf<M extends Method, P extends PathOf<M>> = EndOf<M, P>['input'] extends { json: infer Body }
  ? Body
  : never
