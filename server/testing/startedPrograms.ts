import { posix } from 'node:path';
import ts from 'typescript';

/** One place in the sources that starts a program: which ones it may be, or undefined where reading does not tell. */
export interface Start {
  code: string;
  programs?: string[];
}

const STARTERS = new Set(['spawn', 'spawnSync', 'execFile', 'execFileSync', 'execa', 'execaSync', 'run', 'launch', 'onPath']);
const MODULES = /^(node:)?child_process$|^execa$|(^|\/)(processes|programs)\.mjs$/;

/** Every start of a program in a source file. A shell line is never told: it may start anything. */
export function startsIn(fileName: string, text: string): Start[] {
  if (!/child_process|execa|processes\.mjs|executablePath/.test(text)) return [];
  const kind = fileName.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true, kind);
  const starts: Start[] = [];
  /** Local name → name in its module. */
  const imported = new Map<string, string>(/(^|\/)processes\.mjs$/.test(fileName) ? [['onPath', 'onPath']] : []);
  const add = (node: ts.Node, programs: string[] | undefined) => starts.push({ code: node.getText(source), programs });

  const declared = (name: string): ts.Expression | ts.TypeNode | undefined => {
    let found: ts.Expression | ts.TypeNode | undefined;
    const look = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name) found ??= node.initializer;
      if (ts.isParameter(node) && ts.isIdentifier(node.name) && node.name.text === name) found ??= node.type;
      ts.forEachChild(node, look);
    };
    look(source);
    return found;
  };
  /** A path below node_modules. */
  const isOfNpm = (node: ts.Node | undefined): boolean => {
    if (!node) return false;
    if (ts.isStringLiteralLike(node)) return node.text.includes('node_modules');
    if (ts.isIdentifier(node)) return isOfNpm(declared(node.text));
    return ts.isCallExpression(node) && (node.expression.getText(source) === 'require.resolve' || node.arguments.some(isOfNpm));
  };
  const all = (nodes: readonly ts.Node[]): string[] | undefined => {
    const each = nodes.map(programsOf);
    return each.includes(undefined) ? undefined : (each.flat() as string[]);
  };
  function programsOf(node: ts.Node | undefined): string[] | undefined {
    if (!node) return undefined;
    if (ts.isStringLiteralLike(node)) return [posix.basename(node.text)];
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) return programsOf(node.expression);
    if (ts.isConditionalExpression(node)) return all([node.whenTrue, node.whenFalse]);
    if (ts.isBinaryExpression(node)) return all([node.left, node.right]);
    if (ts.isLiteralTypeNode(node)) return programsOf(node.literal);
    if (ts.isUnionTypeNode(node)) return all(node.types);
    // Node itself, and what the person at the keyboard chose.
    if (ts.isPropertyAccessExpression(node) && /^(process\.execPath|(process\.)?env\.\w+)$/.test(node.getText(source))) return [];
    if (ts.isCallExpression(node) && /^(path\.)?(join|resolve)$/.test(node.expression.getText(source)))
      return isOfNpm(node) ? [] : undefined;
    if (ts.isCallExpression(node) && /^(onPath|pathOf)$/.test(node.expression.getText(source))) return programsOf(node.arguments[0]);
    return ts.isIdentifier(node) ? programsOf(declared(node.text)) : undefined;
  }

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) && MODULES.test(node.moduleSpecifier.text)) {
      const { namedBindings, name } = node.importClause ?? {};
      if (name || (namedBindings && ts.isNamespaceImport(namedBindings))) add(node, undefined);
      else if (namedBindings && ts.isNamedImports(namedBindings))
        for (const each of namedBindings.elements) imported.set(each.name.text, (each.propertyName ?? each.name).text);
    } else if (ts.isCallExpression(node)) {
      const what = ts.isIdentifier(node.expression) ? imported.get(node.expression.text) : undefined;
      if (what === 'exec' || what === 'execSync' || what === '$') add(node, undefined);
      else if (what === 'launch') add(node, programsOf(property(node.arguments[0], 'command')));
      else if (what && STARTERS.has(what)) add(node, programsOf(node.arguments[0]));
      const [first] = node.arguments;
      if (/^(require|import)$/.test(node.expression.getText(source)) && first && ts.isStringLiteral(first) && MODULES.test(first.text))
        add(node, undefined);
    } else if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'executablePath') add(node, programsOf(node.initializer));
    else if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'shell') add(node, undefined);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return starts;
}

function property(node: ts.Node | undefined, name: string): ts.Expression | undefined {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  for (const each of node.properties) {
    if (ts.isPropertyAssignment(each) && each.name.getText() === name) return each.initializer;
    if (ts.isShorthandPropertyAssignment(each) && each.name.text === name) return each.name;
  }
  return undefined;
}
