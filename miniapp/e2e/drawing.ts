import vm from 'node:vm';

/** A node as WeChat's compiled template draws it. */
interface DrawnNode {
  tag: string;
  attr?: Record<string, unknown>;
  children: (DrawnNode | string)[];
}

/** A node in sight, with what a person and a screen reader get from it. */
export interface SeenNode {
  tag: string;
  /** All words inside, children joined. */
  text: string;
  label?: string;
  role?: string;
  hiddenFromReader: boolean;
  className: string;
  id?: string;
  sid?: string;
  attribute(name: string): unknown;
  /** Events that reach Taro's handler: tap, input, getphonenumber… */
  events: Set<string>;
  parent?: SeenNode;
  children: SeenNode[];
}

/**
 * The other thread of a phone: WeChat's compiled templates (see compileWxml) in a context of their own, which gets data as text.
 * `warn` hears what they complain about, such as a template that is missing.
 */
export function createView(compiled: string, warn: (words: string) => void): (page: string, data: unknown) => DrawnNode {
  const say = (...given: unknown[]) => warn(given.map(String).join(' '));
  const context = vm.createContext({ console: { warn: say, log: say } }, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext(`var window = globalThis;${compiled}`, context, { filename: 'wxml.js' });
  const draw = vm.runInContext('(function (page, data) { return $gwx(page)(JSON.parse(data)) })', context) as (
    page: string,
    data: string,
  ) => DrawnNode;
  return (page, data) => draw(page, JSON.stringify(data));
}

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What of a drawn page is in sight. */
export function seen(drawn: DrawnNode, parent?: SeenNode): SeenNode | undefined {
  const attributes = drawn.attr ?? {};
  const attribute = (name: string): unknown => attributes[name] ?? attributes[camel(name)];
  if (/display:\s*none/.test(String(attributes.style ?? ''))) return undefined;
  // Taro draws what lies deeper than its templates go in a component of its own, which is not drawn here.
  if (drawn.tag === 'wx-comp') throw new Error('the page is nested deeper than the templates go');
  const node: SeenNode = {
    tag: drawn.tag.replace(/^wx-/, ''),
    text: '',
    label: attribute('aria-label') as string | undefined,
    role: attribute('aria-role') as string | undefined,
    hiddenFromReader: attribute('aria-hidden') === 'true',
    className: (attributes.class as string | undefined) ?? '',
    id: attributes.id as string | undefined,
    sid: attributes['data-sid'] as string | undefined,
    attribute,
    events: new Set(Object.keys(attributes).flatMap((name) => /^(?:bind|catch):?([\w-]+)$/.exec(name)?.[1]?.toLowerCase() ?? [])),
    parent,
    children: [],
  };
  const words: string[] = [];
  for (const child of drawn.children) {
    const inSight = typeof child === 'string' ? undefined : seen(child, node);
    if (inSight) node.children.push(inSight);
    words.push(typeof child === 'string' ? child : (inSight?.text ?? ''));
  }
  node.text = words.filter(Boolean).join(node.tag === 'text' ? '' : '\n');
  return node;
}

/** Every node, outermost first. */
export const everyNode = (node: SeenNode): SeenNode[] => [node, ...node.children.flatMap(everyNode)];
