// What every journey needs: a server of its own, people with browsers, and the look at a page that finds what is
// wrong with it. docs/testing.md explains how the pieces are used together.

export { startServer } from "./harness/server.mjs";
export { beginMoru, beginPostgres, runMoru, runPostgres } from "./harness/programs.mjs";
export { DESKTOP, PHONE, openBrowser } from "./harness/browser.mjs";
export { checkPage } from "./harness/check.mjs";

// What tests of faults need besides: requests without a browser, a line that can be cut, a mail server.
export { keep, numberIn, pdf, receipt, send, step, submit, until } from "./harness/requests.mjs";
export { openLine } from "./harness/proxy.mjs";
export { openMailbox } from "./harness/mailbox.mjs";
