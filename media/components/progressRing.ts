/** A turning ring for a wait of unknown length; what is waited for stands in words beside it. */
export function progressRing(): HTMLElement {
  const element = document.createElement('vscode-progress-ring');
  element.setAttribute('aria-hidden', 'true');
  return element;
}
