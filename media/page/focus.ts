/** What is to have the keyboard when it comes back to this page: what had it, or what took its place since. */
let wanted: HTMLElement | undefined;
/** What has lost the keyboard in this very turn. */
let leaving: HTMLElement | undefined;

/** Where the keyboard is on this page, or will be as soon as it comes back to it. */
export const focused = (): Element | null => wanted ?? document.activeElement;

/** Whether what had the keyboard cannot have it any more: the browser would let it fall back to the page's beginning. */
export const isGone = (element: Element | null): boolean =>
  element !== null && element !== document.body && !(element.isConnected && element.checkVisibility());

/**
 * Takes the keyboard to an element. While it is elsewhere in VS Code, in a dialog or another editor, it is left there
 * and comes to the element when the page has it again.
 */
export function focusOn(target: HTMLElement): void {
  if (document.hasFocus()) target.focus();
  else wanted = target;
}

// The browser forgets what had the keyboard as soon as something outside the page has it, and tells that before it tells
// that the page has lost it.
document.addEventListener('focusout', ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  leaving = target;
  setTimeout(() => {
    leaving = undefined;
  });
});
window.addEventListener('blur', () => {
  const { activeElement } = document;
  wanted = activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : leaving;
});
window.addEventListener('focus', () => {
  const target = wanted;
  wanted = undefined;
  // Whoever comes back with a click has scrolled to where that is.
  if (target !== undefined && !isGone(target)) target.focus({ preventScroll: true });
});
