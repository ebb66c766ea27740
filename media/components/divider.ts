/** A line between two parts of the page; it says nothing to a screen reader. */
export function divider(): HTMLElement {
  const element = document.createElement('vscode-divider');
  element.setAttribute('role', 'presentation');
  return element;
}
