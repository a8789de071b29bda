import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postcss, { type Rule } from 'postcss';
import { compileString } from 'sass';
import { describe, expect, it } from '@jest/globals';
import { weappDist } from './dist';
import { compileWxml, compileWxss } from './wechat-compilers';

const source = path.join(__dirname, '../src');
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
/** A rule in one form, however it was written or minified: its selectors and its declarations. */
const plain = (rule: Rule): string[] => {
  const declarations = rule.nodes
    .map((each) => each.toString().replace(/\s+/g, ''))
    .sort()
    .join(';');
  return rule.selectors.map((selector) => `${selector.replace(/\s+/g, ' ').replace(/ ?([>+~]) ?/g, '$1')}{${declarations}}`);
};
const rulesOf = (css: string): string[] => {
  const rules: string[] = [];
  postcss.parse(css).walkRules((rule) => void rules.push(...plain(rule)));
  return rules;
};

describe("WeChat's own compilers", () => {
  it('wcsc takes every style sheet', () => {
    expect(compileWxss(weappDist)).toContain('setCssToHead');
  });

  it('wcc takes every template, those of all pages among them', () => {
    const compiled = compileWxml(weappDist);
    const app = JSON.parse(readFileSync(path.join(weappDist, 'app.json'), 'utf8')) as {
      pages: string[];
      subPackages: { root: string; pages: string[] }[];
    };
    for (const page of [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((each) => `${root}/${each}`))])
      expect({ where: page, value: compiled.includes(`'./${page}.wxml'`) || compiled.includes(`${page}.wxml`) }).toEqual({
        where: page,
        value: true,
      });
  });
});

describe('the style sheets of the weapp', () => {
  it('hold no rule that is written for the H5', () => {
    const inH5 = filesIn(source, '.scss').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\/\* #ifdef h5 \*\/([^]*?)\/\* #endif \*\//g)].flatMap(([, block]) =>
        rulesOf(compileString(block!).css).map((rule) => ({ rule, file: path.relative(source, file) })),
      ),
    );
    expect(inH5.length).toBeGreaterThan(10);
    const built = new Set(filesIn(weappDist, '.wxss').flatMap((file) => rulesOf(readFileSync(file, 'utf8'))));
    expect(inH5.filter(({ rule }) => built.has(rule)).map(({ rule, file }) => `${file}: ${rule}`)).toEqual([]);
  });
});
