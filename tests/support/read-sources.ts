import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const ROOT = path.resolve(import.meta.dirname, '../..')
const LEFT_OUT = new Set(['node_modules', 'dist', '.dev', '.git', '.wrangler', 'coverage'])

/** Every file of the project, as paths from its root with "/" in them. */
export function listFiles(under = '.'): string[] {
  return readdirSync(path.join(ROOT, under), { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return []
    const file = path.posix.join(under, entry.name)
    return entry.isDirectory() ? listFiles(file) : entry.isFile() ? [file] : []
  })
}

export interface Import {
  from: string
  to: string
  typesOnly: boolean
}

export interface Source {
  file: string
  text: string
  tree: ts.SourceFile
}

/** A script as its syntax tree; of a Vue component what stands in its script blocks. */
export function readSource(file: string): Source {
  const whole = readFileSync(path.join(ROOT, file), 'utf8')
  const blocks = [...whole.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script)
  const text = file.endsWith('.vue') ? blocks.join('\n') : whole
  return { file, text, tree: ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest, true) }
}

/** What a script imports: a path of the project for a relative specifier, else the specifier itself. */
export function importsOf({ file, tree }: Source): Import[] {
  const found: Import[] = []
  visit(tree, (node) => {
    const target = targetOf(node)
    if (!target) return
    const to = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target
    found.push({ from: file, to, typesOnly: isTypesOnly(node) })
  })
  return found
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  node.forEachChild((child) => visit(child, look))
}

function targetOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal)
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return isDynamic ? textOf(node.arguments[0]) : undefined
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined
}

function isTypesOnly(node: ts.Node): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  if (!ts.isImportDeclaration(node)) return ts.isImportTypeNode(node)
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
}
