import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { findExecutable } from './executable.ts';

/** How a page looks: its size in CSS pixels and what the operating system would say about colours. */
export interface PageLook {
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'dark' | 'light';
  readonly deviceScaleFactor?: number;
}

const defaultLook: PageLook = { width: 1280, height: 800, colorScheme: 'dark' };

/** The system's Chromium, or `undefined` when there is none on PATH. */
export function findChromium(): string | undefined {
  return findExecutable(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

/**
 * Starts the system's Chromium without a window.
 * @throws an Error that says what to install when there is no Chromium.
 */
export function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error('No Chromium on PATH. Install it (Debian: apt-get install chromium) and try again.');
  }
  return chromium.launch({
    executablePath,
    // Everything is on loopback, so the sandbox guards nothing and fails in containers; the rest keeps a
    // machine without graphics or internet from waiting for either.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A context of its own: no cookie, storage or service worker of another test is seen in it. */
export function newContext(browser: Browser, look: PageLook = defaultLook): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.colorScheme,
    deviceScaleFactor: look.deviceScaleFactor ?? 1,
    locale: 'en-US',
  });
}
