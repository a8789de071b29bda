import { readFileSync } from 'node:fs';

/** A node of the tree Taro hands to WeChat by setData. */
export interface RawNode {
  /** Alias of the component: the template `tmpl_0_<nn>`. */
  nn?: string;
  /** Text of a text node. */
  v?: string;
  cn?: RawNode[];
  /** Class, style and id. */
  cl?: string;
  st?: string;
  sid?: string;
  uid?: string;
  [prop: string]: unknown;
}

interface Template {
  tag: string;
  /** Attribute name → short name in the node, e.g. `aria-label` → `p1`. */
  attributes: Map<string, string>;
  /** Events that reach Taro's handler: tap, input, getphonenumber… */
  events: Set<string>;
}

/** What base.wxml says about every component; the built file, not our source, decides what a phone can see and tap. */
export function readTemplates(file: string): Map<string, Template> {
  const templates = new Map<string, Template>();
  for (const [, name, body] of readFileSync(file, 'utf8').matchAll(/<template name="tmpl_0_([\w-]+)">\s*([\s\S]*?)<\/template>/g)) {
    const [, tag = '', attributes = ''] =
      /^<([\w-]+)([^]*?)(?:>|\/>)/.exec(body!.replace(/\{\{[^}]*\}\}/g, (text) => text.replace(/>/g, '﹥')).trim()) ?? [];
    templates.set(name!, {
      tag,
      attributes: new Map([...attributes.matchAll(/([\w-]+)="\{\{[^}]*?\bi\.(\w+)/g)].map(([, attribute, prop]) => [attribute!, prop!])),
      events: new Set([...attributes.matchAll(/(?:bind|catch):?([\w-]+)="eh"/g)].map(([, event]) => event!.toLowerCase())),
    });
  }
  // Inputs have one template with the focus and one without.
  for (const [name, template] of templates) if (template.tag === 'template') templates.set(name, templates.get(`${name}_blur`) ?? template);
  return templates;
}

/** A node in sight, with what a person and a screen reader get from it. */
export interface SeenNode {
  tag: string;
  /** Own words when it is text. */
  own?: string;
  /** All words inside, children joined. */
  text: string;
  label?: string;
  role?: string;
  hiddenFromReader: boolean;
  className: string;
  id?: string;
  attribute(name: string): unknown;
  events: Set<string>;
  parent?: SeenNode;
  children: SeenNode[];
  raw: RawNode;
}

const display = (style: string | undefined): boolean => !/display:\s*none/.test(style ?? '');

/** The visible tree of a page's `data.root`. */
export function seen(root: RawNode, templates: Map<string, Template>, parent?: SeenNode): SeenNode | undefined {
  if (!display(root.st)) return undefined;
  const template = templates.get(root.nn ?? '');
  const attribute = (name: string): unknown => root[template?.attributes.get(name) ?? ''];
  const node: SeenNode = {
    tag: template?.tag ?? '',
    own: typeof root.v === 'string' ? root.v : undefined,
    text: '',
    label: attribute('aria-label') as string | undefined,
    role: attribute('aria-role') as string | undefined,
    hiddenFromReader: attribute('aria-hidden') === 'true',
    className: root.cl ?? '',
    id: root.uid ?? root.sid,
    attribute,
    events: template?.events ?? new Set(),
    parent,
    children: [],
    raw: root,
  };
  node.children = (root.cn ?? []).map((child) => seen(child, templates, node)).filter((child): child is SeenNode => child !== undefined);
  node.text =
    node.own ??
    node.children
      .map((child) => child.text)
      .filter(Boolean)
      .join(node.tag === 'text' ? '' : '\n');
  return node;
}

/** Every node, outermost first. */
export const everyNode = (node: SeenNode): SeenNode[] => [node, ...node.children.flatMap(everyNode)];
