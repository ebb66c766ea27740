/**
 * A lease as it lies in the cluster's database: letters, digits, dots and hyphens as they are, every other byte of its
 * UTF-8 as `_XX`. So it passes through a command line (cluster.exe takes commas, colons and quotation marks for its
 * own), and a colleague who looks at the property can still read whose it is.
 */
export const encodeLease = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9.-]/.test(letter) ? letter : `_${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');

/** The text again. What was not written by `encodeLease` comes back as it is: it is somebody else's. */
export function decodeLease(text: string): string {
  const latin = text.replaceAll(/_([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const decoded = Buffer.from(latin, 'latin1').toString('utf8');
  return encodeLease(decoded) === text ? decoded : text;
}
