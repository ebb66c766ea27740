/**
 * The README as the extension's page in VS Code shows it. There is no address yet from which the page could load a
 * picture or a further document, so pictures go and links to other files become their text; `vsce` refuses them.
 */
export const packedReadme = (text: string): string =>
  text
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, '')
    .replace(/\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, '$1');
