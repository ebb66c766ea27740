export interface ButtonOptions {
  readonly label: string;
  readonly look: 'primary' | 'secondary';
  readonly onClick: () => void;
}

/** A button with words on it. */
export function button({ label, look, onClick }: ButtonOptions): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', look);
  element.textContent = label;
  element.addEventListener('click', onClick);
  return element;
}

/** Gives the button other words. */
export function relabel(element: HTMLElement, label: string): void {
  if (element.textContent !== label) element.textContent = label;
}
