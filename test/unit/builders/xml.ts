/** An element as a strict reader sees it. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const token =
  /<!DOCTYPE html>|<\?xml [^?]*\?>|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/**
 * Reads a document and throws where it is not well-formed XML: an element left open, a value without quotes, a bare
 * ampersand, an attribute twice, a character that XML 1.0 forbids. Comments and CDATA are not known, so that one that
 * came from a value is found too.
 */
export function parseXml(text: string): Element {
  const forbidden = /(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/u.exec(text);
  if (forbidden !== null) throw new Error(`a forbidden character at ${forbidden.index}`);
  const root: { name: string; attributes: Map<string, string>; children: (Element | string)[] } = {
    name: '',
    attributes: new Map(),
    children: [],
  };
  const open = [root];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, closing, name, attributes, single, words] = match;
    end = match.index + whole.length;
    const parent = open.at(-1) ?? root;
    if (words !== undefined) parent.children.push(decoded(words));
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop()?.name !== name || open.length === 0)
        throw new Error(`</${name}> at ${match.index} closes nothing`);
      continue;
    }
    const element = { name, attributes: attributesOf(attributes ?? ''), children: [] };
    parent.children.push(element);
    if (single !== '/') open.push(element);
  }
  if (end !== text.length) throw new Error(`not well-formed at ${end}: ${text.slice(end, end + 60)}`);
  const [first, ...rest] = root.children.filter((child) => typeof child !== 'string');
  if (open.length !== 1 || first === undefined || rest.length > 0) throw new Error('not one closed element');
  return first;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (name === undefined || attributes.has(name)) throw new Error(`attribute ${name} twice`);
    attributes.set(name, decoded(value ?? ''));
  }
  return attributes;
}

const decoded = (text: string): string =>
  text.replace(/&([^;\s]*;?)/g, (whole, name: string) => {
    const character = name.endsWith(';') ? entities[name.slice(0, -1)] : undefined;
    if (character === undefined) throw new Error(`a bare ampersand: ${whole}`);
    return character;
  });

/** The element and everything in it, in order. */
export const elementsOf = (element: Element): readonly Element[] => [
  element,
  ...element.children.flatMap((child) => (typeof child === 'string' ? [] : elementsOf(child))),
];

export const textOf = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

export const named = (element: Element, name: string): readonly Element[] =>
  elementsOf(element).filter((each) => each.name === name);

/** The element with this id. */
export function byId(element: Element, id: string): Element {
  const found = elementsOf(element).find((each) => each.attributes.get('id') === id);
  if (found === undefined) throw new Error(`no element has the id ${id}`);
  return found;
}
