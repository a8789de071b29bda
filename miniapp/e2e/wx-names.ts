import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const typings = path.join(path.dirname(require.resolve('miniprogram-api-typings/package.json')), 'types/wx/lib.wx.api.d.ts');

/** Every name that `wx` has on a phone, by WeChat's own typings. */
export const wxNames: ReadonlySet<string> = (() => {
  const text = readFileSync(typings, 'utf8');
  // Only this interface is read: the whole file takes seconds.
  const source = ts.createSourceFile('wx.d.ts', text.slice(text.indexOf('    interface Wx {')), ts.ScriptTarget.Latest);
  const wx = source.statements.find((one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === 'Wx');
  return new Set(wx!.members.map((member) => (member.name as ts.Identifier).text));
})();
