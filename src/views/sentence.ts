/** A message as a sentence: with a capital letter and an end. Messages of the core begin small, as parts of a line. */
export function sentence(message: string): string {
  const text = message.trim();
  if (text === '') return '';
  const begun = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
