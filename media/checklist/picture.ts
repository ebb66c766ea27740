import type { ChecklistState, PageText, Picture, PictureNode } from '../../src/views/protocol.ts';
import { element, shape, show } from '../page/dom.ts';
import { DriftView } from './drift.ts';

const gap = 56;
const narrowGap = 12;
const inset = 14;
const headHeight = 46;
const groupHeight = 30;
const serviceHeight = 22;

/** The nodes side by side, each with the groups that it owns and the state of its services. */
export class PictureView {
  readonly root: HTMLElement;
  private readonly frame = element('div', { class: 'picture-frame' });
  private readonly drift: DriftView;
  private readonly ruler = document.createElement('canvas').getContext('2d');
  private picture: Picture | undefined;
  private drawn = '';

  constructor(text: PageText, restore: () => void) {
    this.drift = new DriftView(text, restore);
    this.root = element(
      'figure',
      { class: 'picture' },
      this.frame,
      element('figcaption', {}, this.drift.root),
    );
    new ResizeObserver(() => this.draw()).observe(this.frame);
  }

  update(state: ChecklistState): void {
    const { picture } = state;
    this.picture = picture;
    show(this.root, picture !== undefined);
    if (picture === undefined) return;
    this.drift.update(state);
    this.draw();
  }

  private draw(): void {
    const { picture } = this;
    const width = Math.floor(this.frame.clientWidth);
    if (picture === undefined || width === 0) return;
    const key = JSON.stringify([picture, width]);
    if (key === this.drawn) return;
    this.drawn = key;
    if (this.ruler !== null) this.ruler.font = `12px ${getComputedStyle(document.body).fontFamily}`;
    const columns =
      width < 480 ? 1 : Math.min(picture.nodes.length, Math.floor((width + gap) / (220 + gap)), 4);
    const between = columns === 1 ? narrowGap : gap;
    const box = (width - between * (columns - 1)) / columns;
    const height = Math.max(...picture.nodes.map(heightOf));
    const rows = Math.ceil(picture.nodes.length / columns);
    const total = rows * height + (rows - 1) * narrowGap;
    this.frame.replaceChildren(
      shape(
        'svg',
        {
          class: 'picture-svg',
          width: String(width),
          height: String(total),
          role: 'img',
          'aria-label': picture.text,
        },
        ...picture.nodes.map((node, index) => {
          const column = index % columns;
          const x = column * (box + between);
          const y = Math.floor(index / columns) * (height + narrowGap);
          const wire = column === 0 ? undefined : this.wire(x - between, y + headHeight / 2, between);
          return shape('g', {}, wire, this.box(node, x, y, box, height));
        }),
      ),
    );
  }

  private wire(x: number, y: number, length: number): SVGElement {
    return shape('path', { class: 'wire', d: `M${x} ${y}h${length}` });
  }

  private box(node: PictureNode, x: number, y: number, width: number, height: number): SVGElement {
    const inner = width - 2 * inset;
    const parts: SVGElement[] = [
      shape('rect', {
        class: 'node-box',
        x: '.5',
        y: '.5',
        width: String(width - 1),
        height: String(height - 1),
        rx: '6',
      }),
      this.words('node-name', node.name, inset, 20, inner * 0.6),
      this.words('node-state', node.stateText, inset, 37, inner),
    ];
    if (node.patchedText !== undefined)
      parts.push(this.patched(node.patchedText, node.patched, width - inset));
    let at = headHeight + 6;
    if (node.problem !== undefined)
      parts.push(this.words('node-problem', node.problem, inset, at + 12, inner));
    for (const group of node.groups) {
      parts.push(
        shape('rect', {
          class: 'group-chip',
          'data-online': String(group.online),
          x: String(inset),
          y: String(at),
          width: String(inner),
          height: '24',
          rx: '4',
        }),
        this.words('group-name', group.name, inset + 10, at + 16, inner - 90),
        this.words('group-state', group.state, width - inset - 10, at + 16, 80),
      );
      at += groupHeight;
    }
    for (const service of node.services) {
      at += serviceHeight;
      parts.push(
        service.drift
          ? shape('path', { class: 'service-drift', d: `M${inset + 5} ${at - 12}l5.5 9.5h-11z` })
          : shape('circle', {
              class: 'service-dot',
              'data-running': String(service.status === 'Running'),
              cx: String(inset + 5),
              cy: String(at - 7),
              r: '4',
            }),
        this.words('service-name', service.name, inset + 18, at - 3, inner * 0.45),
        this.words(
          service.drift ? 'service-state drifted' : 'service-state',
          `${service.status} · ${service.startType}`,
          width - inset,
          at - 3,
          inner * 0.5,
        ),
      );
    }
    return shape(
      'g',
      {
        class: 'node',
        'data-look': node.look,
        'data-active': String(node.active),
        transform: `translate(${x} ${y})`,
      },
      ...parts,
    );
  }

  private patched(words: string, patched: boolean, right: number): SVGElement {
    const width = (this.ruler?.measureText(words).width ?? words.length * 6.5) + 16;
    return shape(
      'g',
      { class: 'patched', 'data-patched': String(patched) },
      shape('rect', { x: String(right - width), y: '8', width: String(width), height: '18', rx: '9' }),
      shape('text', { x: String(right - width / 2), y: '21' }, words),
    );
  }

  /** A text that is cut where its room ends; the whole of it shows on hovering. */
  private words(kind: string, words: string, x: number, y: number, room: number): SVGElement {
    let cut = words;
    const wide = (text: string) => (this.ruler?.measureText(text).width ?? text.length * 6.5) > room;
    while (cut.length > 1 && wide(`${cut}…`) && wide(cut)) cut = cut.slice(0, -1);
    const shown = cut === words ? words : `${cut.trimEnd()}…`;
    return shape(
      'text',
      { class: kind, x: String(x), y: String(y) },
      shown,
      cut === words ? undefined : shape('title', {}, words),
    );
  }
}

const heightOf = (node: PictureNode): number =>
  headHeight +
  6 +
  node.groups.length * groupHeight +
  node.services.length * serviceHeight +
  (node.problem === undefined ? 0 : 24) +
  10;
