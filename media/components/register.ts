import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDivider,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';

/**
 * Defines the toolkit's elements. It has to run before the window's load event: the toolkit maps the theme's variables
 * there. This folder is the only one that knows the toolkit, which its makers have archived
 * (https://github.com/microsoft/vscode-webview-ui-toolkit/issues/561), so that another can take its place.
 */
export function registerComponents(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDivider(), vsCodeProgressRing());
}
