// What every journey needs: a server of its own, people with browsers, and the look at a page that finds what is
// wrong with it. docs/testing.md explains how the pieces are used together.

export { runMoru, startServer } from "./harness/server.mjs";
export { DESKTOP, PHONE, openBrowser } from "./harness/browser.mjs";
export { checkPage } from "./harness/check.mjs";
